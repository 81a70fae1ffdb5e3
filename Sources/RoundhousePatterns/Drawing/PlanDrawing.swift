internal import RoundhouseModel
internal import RoundhouseRuns

/// A plan as a picture: text for Graphviz, which `dot -Tsvg` makes an SVG of. Pure.
///
/// Each plan is a frame. Solid arrows are dependencies, dotted ones the order where one step runs at a time, a dashed
/// one leads from a plan to the one that takes its place. A dashed step has a condition.
struct PlanDrawing {
  private var lines: [String] = []

  /// The text in the language DOT.
  static func dot(_ plans: [Plan]) -> String {
    var drawing = PlanDrawing()
    drawing.lines = [
      "digraph \(quoted(plans.first?.id ?? "plan")) {",
      "  rankdir=LR; compound=true; fontname=\"Helvetica\";",
      "  node [shape=box, style=rounded, fontname=\"Helvetica\"];",
    ]
    for (place, plan) in plans.enumerated() { drawing.draw(plan, place) }
    for place in plans.indices.dropFirst() { drawing.drawFallback(from: plans[place - 1], to: plans[place], place) }
    drawing.lines.append("}\n")
    return drawing.lines.joined(separator: "\n")
  }

  private mutating func draw(_ plan: Plan, _ place: Int) {
    lines.append("  subgraph cluster_\(place) {")
    lines.append("    label=\(Self.quoted(Self.title(plan))); style=rounded;")
    for step in plan.steps {
      let style = step.condition == nil ? "" : ", style=\"rounded,dashed\""
      lines.append("    \(Self.name(step.id, place)) [label=\(Self.quoted(Self.label(step)))\(style)];")
    }
    for step in plan.steps {
      for other in step.dependencies {
        lines.append("    \(Self.name(other, place)) -> \(Self.name(step.id, place));")
      }
    }
    if !plan.isParallel { drawOrder(plan, place) }
    lines.append("  }")
  }

  /// What follows one another without depending on it.
  private mutating func drawOrder(_ plan: Plan, _ place: Int) {
    guard let order = try? plan.order().sequence else { return }
    for (one, next) in zip(order, order.dropFirst()) {
      let (one, next) = (plan.steps[one], plan.steps[next])
      if next.dependencies.contains(one.id) { continue }
      lines.append("    \(Self.name(one.id, place)) -> \(Self.name(next.id, place)) [style=dotted];")
    }
  }

  private mutating func drawFallback(from plan: Plan, to next: Plan, _ place: Int) {
    guard let last = plan.steps.last, let first = next.steps.first else { return }
    lines.append(
      "  \(Self.name(last.id, place - 1)) -> \(Self.name(first.id, place)) "
        + "[style=dashed, label=\"fallback\", ltail=cluster_\(place - 1), lhead=cluster_\(place)];")
  }

  // MARK: Texts

  private static func title(_ plan: Plan) -> String {
    var parts = [plan.id, plan.isParallel ? "parallel" : "one at a time"]
    if plan.isParallel, plan.together == .failFast { parts.append("fail-fast") }
    if let quorum = plan.quorum { parts.append("\(quorum) of \(plan.steps.count)") }
    if let timeout = plan.timeout { parts.append(DurationText.format(timeout)) }
    return parts.joined(separator: ", ")
  }

  private static func label(_ step: PlanStep) -> String {
    var lines = [step.id]
    let (who, what) = (step.target.agent, step.target.capability)
    if !who.isEmpty || what != step.id { lines.append(who.isEmpty ? what : "\(who): \(what)") }
    if let condition = step.condition { lines.append("if \(condition.text)") }
    if step.retry.retries > 0, step.retry.growth != .none {
      lines.append("\(step.retry.retries) retries, \(DurationText.format(step.retry.base))")
    }
    if let timeout = step.timeout { lines.append("at most \(DurationText.format(timeout))") }
    return lines.joined(separator: "\n")
  }

  private static func name(_ id: String, _ place: Int) -> String { quoted("\(place)/\(id)") }

  private static func quoted(_ text: String) -> String { DotText.quoted(text) }
}
