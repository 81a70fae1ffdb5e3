import AgentFixtures
import RoundhouseModel

@testable import RoundhouseHost

// Generations of one agent that answer with their version.
extension HostFixture {
  /// - Parameter salt: another one makes another library of it.
  func generation(
    _ version: String, ill: GenerationIll = .none, salt: Int = 0, replacing policy: ReplacementPolicy = .atOnce,
    _ change: (inout Manifest) -> Void = { _ in }
  ) throws -> AgentBundle {
    var bundle = try AgentBundle.generation(version, ill: ill, salt: salt, replacing: policy, change)
    bundle.tier = HostFixture.everyTier
    return bundle
  }

  /// Who answers so many calls, by version.
  func versions(_ count: Int, _ payload: String = "x") throws(RoundhouseError) -> [String: Int] {
    var versions: [String: Int] = [:]
    for _ in 0..<count { versions[try ask("text.do", payload).text, default: 0] += 1 }
    return versions
  }

  /// The replacement by a certain version, once it has ended.
  func ended(as version: String) -> ReplacementReport? {
    var found: ReplacementReport?
    _ = eventually {
      found = ((try? host.history(of: "test.generation")) ?? []).first { $0.isOver && $0.new.version == version }
      return found != nil
    }
    return found
  }

  /// The last replacement of the agent that has ended, once there are so many.
  func ended(_ count: Int = 1, of id: String = "test.generation") -> ReplacementReport? {
    _ = eventually { ((try? host.history(of: id)) ?? []).count(where: \.isOver) >= count }
    return ((try? host.history(of: id)) ?? []).first(where: \.isOver)
  }
}

extension ReplacementPolicy {
  /// A share that tests can count, and no promotion before an operator's word.
  static func held(_ share: Int) -> ReplacementPolicy {
    var policy = ReplacementPolicy()
    policy.share = share
    policy.hold = true
    return policy
  }

  /// Half of the calls, so that tests need few.
  static var half: ReplacementPolicy {
    var policy = ReplacementPolicy()
    policy.share = 50
    policy.quiet = .seconds(20)
    return policy
  }
}
