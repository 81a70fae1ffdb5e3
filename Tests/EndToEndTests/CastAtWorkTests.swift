import FixtureBuilder
import Foundation
import Testing

/// Speech, learning, tutor, prediction, reviewers and those who talk, as one meets them: checked, called, and at work in the
/// seeds' examples, without any model.
@Suite("The cast that teaches, reviews and talks")
struct CastAtWorkTests {
  private static let names = ["converser", "learning", "predictor", "reviewer", "speech", "tutor"]

  @Test("Each passes the quick check in the host and in a worker", .timeLimit(.minutes(2)), arguments: names)
  func check(_ name: String) throws {
    let ending = try Program.roundhouse("check", House.agents + "/" + name, "--level", "quick", "--tier", "both")
    #expect(ending.status == 0, "\(ending.output)")
    #expect(ending.output.contains("0 failed"))
  }

  /// What a template's run printed, read as JSON.
  private func results(_ template: String, _ options: String...) throws -> [String: Any] {
    let state = try House.folder("state")
    let ending = try Program.run([House.command, "run", template, "--state", state] + options)
    #expect(ending.status == 0, "\(ending.output)\(ending.errors)")
    let result = try #require(
      JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [String: Any], "\(ending.output)")
    #expect(result["success"] as? Bool == true)
    let steps = try #require(result["results"] as? [String: [String: Any]])
    return steps.compactMapValues { $0["data"] }
  }

  private func data(_ results: [String: Any], _ step: String) throws -> [String: Any] {
    try #require(results[step] as? [String: Any], "\(step)")
  }

  @Test("M-152 S2-45 session-start makes learning and tutor ready, with an exercise", .timeLimit(.minutes(2)))
  func sessionStart() throws {
    let results = try results("session-start")
    #expect(try data(results, "init_learning")["learnerId"] as? String == "learner_123")
    let tutor = try data(results, "init_tutor")
    #expect(tutor["status"] as? String == "ready")
    #expect((tutor["greeting"] as? String)?.contains("What is ") == true)
  }

  @Test("M-152 S2-47 learning-session is a lesson: two exercises, and help with the first", .timeLimit(.minutes(2)))
  func learningSession() throws {
    let results = try results("learning-session")
    let questions = try ["activity_1", "activity_2"].map { step in
      let activity = try #require(try data(results, step)["activity"] as? [String: Any])
      return try #require((activity["exercise"] as? [String: Any])?["question"] as? String)
    }
    #expect(questions[0] != questions[1])
    let feedback = try data(results, "tutor_feedback")
    #expect((feedback["feedback"] as? String)?.contains(questions[0]) == true)
    #expect((feedback["hints"] as? [String])?.count ?? 0 >= 3)
    #expect(feedback["learnerId"] as? String == "learner_123")
  }

  @Test("M-152 S2-48 multi-agent-analysis ends in one report of all three", .timeLimit(.minutes(2)))
  func analysis() throws {
    let report = try data(results("multi-agent-analysis"), "combine_report")
    #expect(report["sources"] as? [String] == ["learning_analysis", "speech_analysis", "tutor_analysis"])
    let text = try #require(report["report"] as? String)
    #expect(text.contains("t was heard for k in “cat”") && text.contains("2 of 3 words were right"))
  }

  @Test(
    "M-152 S2-49 predict-with-fallback: the model answers, and with one answer the rule does", .timeLimit(.minutes(2)))
  func prediction() throws {
    let model = try data(results("predict-with-fallback"), "ml_predict")
    #expect(try 0.02...0.98 ~= #require(model["prediction"] as? Double))
    let rule = try results("predict-with-fallback", "--input", #"{"learnerId":"x","answers":[true]}"#)
    #expect(try data(rule, "gpt4_predict")["method"] as? String == "weighted share")
  }

  @Test("S2-20 a run in which somebody struggles tells it as agent:insight", .timeLimit(.minutes(2)))
  func insight() throws {
    let host = try RunningHost()
    let wrong = #""action": "learning.record", "input": {"learnerId": "ada", "skill": "division", "correct": false}"#
    let steps = (1...3).map { #"{"id": "answer_\#($0)", \#(wrong)}"# }.joined(separator: ", ")
    let response = try host.connection().send(
      "POST", "/v1/runs", #"{"document": {"id": "lesson", "steps": [\#(steps)]}, "input": {}, "wait": true}"#)
    let run = try #require(
      (JSONSerialization.jsonObject(with: Data(response.body.utf8)) as? [String: Any])?["run"] as? String)
    let export = try host.command("runs", "export", run)
    #expect(export.output.contains("agent:insight") && export.output.contains("struggling_detected"))
    #expect(host.stop().status == 0)
  }

  @Test(
    "M-060 a real diff of this repository is reviewed; a bad change is refused with its lines", .timeLimit(.minutes(2)))
  func review() throws {
    let host = try RunningHost()
    let diff = try Program.run(
      ["git", "-C", FixtureBuilder.repository, "diff", "--no-index", "/dev/null", "Plugins/echo/echo.c"]).output
    try #require(diff.contains("+++ b/Plugins/echo/echo.c"))
    let sound = try review(diff, host)
    #expect(!sound.findings.contains { ["critical", "major"].contains($0.severity) && $0.rule != "tests.missing" })
    let bad = try review(
      diff.replacing(
        "+#include <stdlib.h>", with: "+#include <stdlib.h> \n+char *k; void f(char *x) { strcpy(k, x); }"), host)
    #expect(bad.verdict == "request-changes")
    #expect(
      bad.findings.contains { $0.file == "Plugins/echo/echo.c" && $0.rule == "danger.unbounded-copy" && $0.line > 1 })
    #expect(host.stop().status == 0)
  }

  private struct Review: Decodable {
    struct Finding: Decodable {
      let file: String
      let line: Int
      let severity: String
      let rule: String
    }

    let findings: [Finding]
    let verdict: String
  }

  private func review(_ diff: String, _ host: RunningHost) throws -> Review {
    let payload = String(decoding: try JSONEncoder().encode(["diff": diff]), as: UTF8.self)
    return try JSONDecoder().decode(Review.self, from: Data(host.call("code.review", payload).body.utf8))
  }

  @Test(
    "M-153 S3-19 teacher and student talk from the command line, and the tutor is asked where it is named",
    .timeLimit(.minutes(2)))
  func conversation() throws {
    let teacher = try Program.roundhouse(
      "call", "chat",
      #"{"message":"Can you explain what neural networks are?","role":"teacher","topic":"Learning about AI"}"#,
      "--agent", "converser")
    #expect(teacher.status == 0 && teacher.output.lowercased().contains("neural networks"))
    let tutor = try Program.roundhouse("call", "chat", #"{"message":"What is 47 + 38?"}"#, "--agent", "tutor-agent")
    #expect(tutor.output.contains("47 + 38 = 85"), "\(tutor.output)\(tutor.errors)")
  }

  @Test("A lesson and a report are the same where each agent has a worker of its own", .timeLimit(.minutes(2)))
  func workers() throws {
    let ids = ["learning-agent", "tutor-agent", "predictor", "reviewer", "converser"]
    let tiers = ids.map { #""\#($0)": {"tier": "worker"}"# }.joined(separator: ", ")
    let host = try RunningHost(configuration: #"{"agents": {\#(tiers)}}"#)
    let lesson = try host.command("run", "learning-session")
    #expect(lesson.status == 0 && lesson.output.contains("If you are stuck"), "\(lesson.output)\(lesson.errors)")
    let report = try host.command("run", "multi-agent-analysis")
    #expect(report.status == 0 && report.output.contains("2 of 3 words were right"), "\(report.output)\(report.errors)")
    let talk = try host.command("call", "chat", #"{"topic":"tidal power","role":"critic"}"#, "--agent", "converser")
    #expect(talk.output.contains("tidal power"), "\(talk.output)\(talk.errors)")
    #expect(try host.call("predict.robust", #"{"values":[1,2,3]}"#).body.contains(#""prediction":4"#))
    #expect(try review("--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-a\n+eval(a)\n", host).findings.map(\.line).contains(1))
    #expect(host.stop().status == 0)
  }

  @Test("Speech answers from its worker although that may read nothing but espeak-ng's data", .timeLimit(.minutes(2)))
  func speech() throws {
    let host = try RunningHost()
    let languages = ["en-us", "de", "fr", "es"]
    for number in 0..<40 {
      let answer = try host.call(
        "speech.phonemes", #"{"text":"radio \#(number)","language":"\#(languages[number % languages.count])"}"#)
      #expect(answer.status == 200 && answer.body.contains("\"phonemes\""), "\(answer.body)")
    }
    #expect(try host.get("/v1/agents").body.contains("speech-agent"))
    #expect(host.stop().status == 0)
  }
}
