// SPDX-License-Identifier: Apache-2.0

/// What the configuration says.
struct LearningSettings: Decodable {
  private enum CodingKeys: CodingKey { case tracing, skills }

  let tracing: KnowledgeTracing
  let curriculum: Curriculum

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    tracing = try container.decode(KnowledgeTracing.self, forKey: .tracing)
    curriculum = Curriculum(skills: try container.decode([Skill].self, forKey: .skills))
  }
}
