package import RoundhouseModel

/// The templates that ship. They are files in the sources and part of the binary, which stands alone.
package enum Templates {
  /// In the order in which a newcomer reads them.
  package static let all: [Template] = [
    PackageResources.ticket_purchase_json,
    PackageResources.purchase_with_approval_json,
    PackageResources.enterprise_purchase_json,
    PackageResources.enterprise_graph_json,
    PackageResources.book_then_expense_json,
    PackageResources.notify_all_json,
    PackageResources.route_request_json,
    PackageResources.session_start_json,
    PackageResources.learning_session_json,
    PackageResources.multi_agent_analysis_json,
    PackageResources.predict_with_fallback_json,
    PackageResources.confidence_routing_json,
    PackageResources.expert_routing_json,
    PackageResources.error_recovery_json,
    PackageResources.human_review_json,
    PackageResources.parallel_agents_json,
    PackageResources.enhanced_workflow_json,
    PackageResources.memory_workflow_json,
    PackageResources.legal_research_json,
    PackageResources.document_generation_json,
    PackageResources.document_review_json,
    PackageResources.find_and_analyze_json,
    PackageResources.pr_review_json,
    PackageResources.pr_review_panel_json,
    PackageResources.assistant_json,
    PackageResources.teacher_student_json,
    PackageResources.shakespeare_einstein_json,
    PackageResources.expert_panel_json,
    PackageResources.technical_panel_json,
    PackageResources.brainstorming_json,
    PackageResources.collaborate_json,
    PackageResources.team_room_json,
  ].map { text in
    do {
      return try Template(text)
    } catch {
      preconditionFailure("a template that ships is wrong: \(error)")
    }
  }

  /// - Throws: `unknownWorkflow` that names the nearest.
  package static func named(_ name: String) throws(RoundhouseError) -> Template {
    if let template = all.first(where: { $0.name == name }) { return template }
    throw RoundhouseError(
      .unknownWorkflow, "there is no template \(name)",
      remedy: Spelling.nearest(to: name, among: all.map(\.name)).map { "did you mean \($0)?" }
        ?? "choose one of \(all.map(\.name).joined(separator: ", "))")
  }
}
