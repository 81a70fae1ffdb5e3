import AgentKit
import CRoundhouse
import Foundation
import Testing

@Suite("Converser", .timeLimit(.minutes(1))) struct ConverserTests {
  /// One who speaks, as the payload of a message tells it.
  private typealias Message = [String: String]

  private func payload(_ object: [String: Any]) throws -> String {
    String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
  }

  private func chat(_ request: [String: Any], config: String? = nil) async throws -> Answer {
    let host = try ShippedAgent.host("converser", config: config)
    let answer = await host.call("chat", try payload(request))
    await host.destroy()
    return answer
  }

  private func content(_ request: [String: Any]) async throws -> String {
    try #require(await chat(request).values["content"] as? String)
  }

  @Test("S3-18 an assistant answers what machine learning is")
  func assistant() async throws {
    let answer = try await chat(["message": "What is machine learning?"])
    let text = try #require(answer.values["content"] as? String)
    #expect(text.lowercased().contains("machine learning") && text.contains("examples"))
    #expect(answer.values["confidence"] as? Double == 0.9)
    #expect(answer.usage.confidence == 0.9)
  }

  @Test("S3-19 the teacher explains neural networks and asks back, the student asks about what was said")
  func teacherAndStudent() async throws {
    let question = "Can you explain what neural networks are?"
    let teacher = try await content([
      "messages": [["role": "user", "name": "student", "content": question]], "role": "teacher",
      "topic": "Learning about AI",
    ])
    #expect(teacher.contains("digit") || teacher.contains("layers"))
    #expect(teacher.contains("?") || teacher.contains("say in your own words"))
    let student = try await content([
      "messages": [
        ["role": "assistant", "name": "student", "content": question],
        ["role": "user", "name": "teacher", "content": teacher],
      ], "role": "student", "topic": "Learning about AI",
    ])
    #expect(student.contains("?") && student != question && student != teacher)
  }

  @Test("S3-22 Shakespeare and Einstein talk about beauty, each in his own way, and neither says a thing twice")
  func historicalDialogue() async throws {
    let topic = "The Nature of Beauty in Art and Science"
    var messages: [Message] = [
      [
        "role": "user", "name": "shakespeare",
        "content": "What connection dost thou perceive between mathematical beauty and poetic beauty?",
      ]
    ]
    for turn in 0..<12 {
      let name = turn % 2 == 0 ? "einstein" : "shakespeare"
      let text = try await content(["messages": messages, "role": name, "topic": topic])
      #expect(!messages.contains { $0["content"] == text }, "\(text)")
      messages.append(["role": "user", "name": name, "content": text])
    }
    #expect(
      messages.filter { $0["name"] == "shakespeare" }.dropFirst().allSatisfy { text in
        ["th ", "thou", "thy", "hath", "O,"].contains { text["content"]!.contains($0) }
      })
  }

  @Test("S3-24 each expert of a panel answers from his own side and speaks of the question")
  func panel() async throws {
    let topic = "Should we use event-driven architecture for our user service?"
    var answers: Set<String> = []
    for (role, word) in [
      ("software_architect", "architect"), ("security_specialist", "security"),
      ("performance_engineer", "performance"), ("ux_designer", "use it|UX"),
    ] {
      let text = try await content([
        "messages": [["role": "user", "name": "architect", "content": "From your expertise perspective, \(topic)"]],
        "role": role, "topic": "Microservices Architecture Design",
      ])
      #expect(word.split(separator: "|").contains { text.contains($0) } || text.contains("event-driven"), "\(text)")
      #expect(answers.insert(text).inserted)
    }
  }

  @Test(
    "a role is known by its name, its description or the system's message",
    arguments: [
      ["role": "critic"], ["role": "devils_advocate"], ["role": "You are a harsh critic of everything."],
      ["system": "You are a critic."],
    ])
  func roles(request: [String: String]) async throws {
    var messages: [Message] = [["role": "user", "content": "We rewrite the payments in one weekend."]]
    if let system = request["system"] { messages.insert(["role": "system", "content": system], at: 0) }
    var object: [String: Any] = ["messages": messages]
    object["role"] = request["role"]
    let text = try await content(object)
    #expect(
      ["object", "who pays", "simpler way", "ten times"].contains { text.contains($0) }, "\(text)")
  }

  @Test("a role that nobody has heard of speaks all the same, by its own name")
  func unknownRole() async throws {
    let first = try await content(["message": "The bees leave the hive.", "role": "beekeeper"])
    #expect(first.contains("bees") || first.contains("hive") || first.contains("beekeeper"))
    let second = try await content([
      "message": "The bees leave the hive.", "role": "You are a lighthouse keeper. Be brief.",
    ])
    #expect(second != first)
  }

  @Test("the same conversation gets the same answer; whoever begins is given a beginning")
  func determinism() async throws {
    for role in [
      "teacher", "student", "critic", "moderator", "Shakespeare", "Einstein", "brainstormer", "architect", "x",
    ] {
      let opening: [String: Any] = ["role": role, "topic": "tidal power"]
      let text = try await content(opening)
      #expect(text.contains("idal power"), "\(role): \(text)")
      #expect(try await content(opening) == text)
    }
  }

  @Test("even in a conversation that goes on and on nobody repeats what was said")
  func endless() async throws {
    var messages: [Message] = []
    for _ in 0..<30 {
      let text = try await content(["messages": messages, "topic": "tidal power", "role": "student"])
      #expect(!text.isEmpty && !messages.contains { $0["content"] == text })
      messages.append(["role": "assistant", "content": text])
      messages.append(["role": "user", "content": "Go on."])
    }
  }

  @Test("brainstorming varies from round to round, and improves what others have found")
  func brainstorming() async throws {
    var ideas: Set<String> = []
    for round in 1...3 {
      let text = try await content([
        "message": "Brainstorm creative ideas for: a library for children. Round \(round).", "role": "brainstormer",
        "topic": "a library for children",
      ])
      #expect(text.lowercased().contains("library for children"))
      ideas.insert(text)
    }
    #expect(ideas.count >= 2)
    let better = try await content([
      "message": "How could this idea be improved: a reading tent in the park", "role": "brainstormer",
    ])
    #expect(better.contains("reading tent"))
  }

  @Test("a teacher who is asked on and on about one thing does not say the same sentences again while there are others")
  func freshness() async throws {
    var messages: [Message] = []
    var sentences: Set<String> = []
    for _ in 0..<4 {
      messages.append(["role": "user", "name": "student", "content": "And what else about microservices?"])
      let text = try await content(["messages": messages, "role": "teacher"])
      for sentence in text.split(separator: ". ") {
        #expect(sentences.insert(String(sentence)).inserted, "\(sentence)")
      }
      messages.append(["role": "assistant", "content": text])
    }
  }

  @Test("a topic that is a question is spoken of by what it asks about")
  func questionAsTopic() async throws {
    let topic = "Should we use event-driven architecture for our user service?"
    let opening = try await content(["role": "moderator", "topic": topic])
    #expect(opening.contains("event-driven architecture") && !opening.contains("Should we"))
  }

  @Test("the moderator names those who have spoken, and the goal")
  func moderator() async throws {
    let text = try await content([
      "messages": [
        ["role": "user", "name": "ana", "content": "It is too slow."],
        ["role": "user", "name": "ben", "content": "It is too dear."],
      ], "role": "moderator", "topic": "the new store", "goals": ["find one thing to try"],
    ])
    #expect(text.contains("ana, ben") || text.contains("Ben"))
  }

  @Test("whoever is asked for, by name or by what it is about, is told")
  func handoff() async throws {
    let asked = try await chat(["message": "Please hand over to roundhouse.finance."])
    #expect((asked.values["handoff"] as? [String: String])?["to"] == "roundhouse.finance")
    #expect((asked.values["content"] as? String)?.isEmpty == false)
    let config = #"{"role":"assistant","memory":10,"handoffs":[{"words":["Invoice"],"to":"finance"}]}"#
    let meant = try await chat(["message": "Where is my invoice?"], config: config)
    #expect((meant.values["handoff"] as? [String: String])?["to"] == "finance")
    #expect(try await chat(["message": "Where is my invoice?"]).values["handoff"] == nil)
  }

  @Test("where nothing was said, the error says what to send")
  func nothing() async throws {
    for request: [String: Any] in [[:], ["messages": [Message]()], ["message": "  "], ["topic": ""]] {
      let answer = try await chat(request)
      #expect(answer.kind == .badRequest && answer.code == "nothing_said")
      #expect(answer.message.contains("send \"messages\""))
    }
    let wrong = try await chat(["messages": [["role": "king", "content": "x"]]])
    #expect(wrong.kind == .schemaFailed)
  }

  @Test(
    "a vote goes to the option for which most was said, whatever the order",
    arguments: [["SQLite", "PostgreSQL", "flat files"], ["flat files", "PostgreSQL", "SQLite"]])
  func vote(options: [String]) async throws {
    let host = try ShippedAgent.host("converser")
    let messages: [Message] = [
      ["role": "user", "name": "a", "content": "SQLite needs no server. PostgreSQL is expensive to run."],
      ["role": "user", "name": "b", "content": "I like SQLite too. Flat files are fragile."],
      ["role": "system", "content": "PostgreSQL PostgreSQL PostgreSQL"],
    ]
    let answer = await host.call("vote", try payload(["topic": "store", "options": options, "messages": messages]))
    #expect(answer.values["choice"] as? String == "SQLite")
    #expect(try #require(answer.values["confidence"] as? Double) > 0.6)
    #expect((answer.values["reason"] as? String)?.contains("2 statements speak for it") == true)
    await host.destroy()
  }

  @Test("an option of which nobody speaks wins over one that all speak against, and without much confidence")
  func against() async throws {
    let host = try ShippedAgent.host("converser")
    let messages: [Message] = [["role": "user", "content": "Threads are dangerous here. I object to threads."]]
    let answer = await host.call(
      "vote", try payload(["topic": "how", "options": ["threads", "one loop"], "messages": messages]))
    #expect(answer.values["choice"] as? String == "one loop")
    #expect(try #require(answer.values["confidence"] as? Double) <= 0.6)
    #expect(answer.values["reason"] as? String == "the others were spoken against, and this one was not")
    await host.destroy()
  }

  @Test("of equal options the first is taken, and the vote says that it is not sure")
  func tie() async throws {
    let host = try ShippedAgent.host("converser")
    let answer = await host.call("vote", #"{"topic":"x","options":["left","right"],"messages":[]}"#)
    #expect(answer.values["choice"] as? String == "left")
    #expect(answer.values["confidence"] as? Double == 0.5)
    let empty = await host.call("vote", #"{"topic":"x","options":[" "]}"#)
    #expect(empty.kind == .badRequest && empty.code == "no_options")
    await host.destroy()
  }
}
