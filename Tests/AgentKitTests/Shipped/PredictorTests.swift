import AgentKit
import CRoundhouse
import Foundation
import Testing

@Suite("Predictor", .timeLimit(.minutes(1))) struct PredictorTests {
  let host: TestHost

  init() throws { host = try ShippedAgent.host("predictor") }

  private func next(_ capability: String, _ values: [Double], ahead: Int = 1) async throws -> [Double] {
    let payload = try JSONSerialization.data(withJSONObject: ["values": values, "ahead": ahead])
    return try #require(
      await host.call(capability, String(decoding: payload, as: UTF8.self)).values["next"] as? [Double])
  }

  @Test("a line is continued exactly by both", arguments: ["predict.model", "predict.robust"])
  func line(capability: String) async throws {
    #expect(try await next(capability, [3, 5, 7, 9], ahead: 3) == [11, 13, 15])
    #expect(try await next(capability, [4, 4, 4, 4]) == [4])
    await host.destroy()
  }

  @Test("what has found a new level is followed there by the model, as a line would not")
  func level() async throws {
    let prediction = try await next("predict.model", [10, 10, 10, 10, 10, 30, 30, 30, 30, 30, 30, 30])[0]
    #expect(28...36 ~= prediction)
    await host.destroy()
  }

  @Test("one wild value does not move the robust rule")
  func robust() async throws {
    #expect(try await next("predict.robust", [1, 2, 3, 1000, 5, 6, 7]) == [8])
    await host.destroy()
  }

  @Test(
    "S2-49 answers give a probability, higher the more are right, and never certainty",
    arguments: ["use_ml_model", "use_gpt4"])
  func answers(capability: String) async throws {
    var chances: [Double] = []
    for answers in ["[false,false,false]", "[true,true,false]", "[true,true,true]"] {
      let answer = await host.call(capability, #"{"learnerId":"learner_123","answers":\#(answers)}"#)
      chances.append(try #require(answer.values["prediction"] as? Double, "\(answer.message)"))
      #expect(answer.usage.confidence > 0 && answer.usage.confidence < 1)
    }
    #expect(chances == chances.sorted() && Set(chances).count == 3)
    #expect(chances.allSatisfy { 0.02...0.98 ~= $0 })
    await host.destroy()
  }

  @Test(
    "S2-49 too few values are no failure of the model that another try would mend, and the rule answers all the same")
  func fallback() async throws {
    let refusal = await host.call("use_ml_model", #"{"answers":[true]}"#)
    #expect(refusal.kind == .badRequest && refusal.code == "too_few_values" && !refusal.isRetryable)
    #expect(refusal.message.contains("ask predict.robust"))
    #expect(await host.call("use_gpt4", #"{"answers":[true]}"#).status == RH_OK)
    #expect(await host.call("use_gpt4", #"{"answers":[]}"#).code == "too_few_values")
    #expect(await host.call("predict.model", #"{"values":[1,2,3],"ahead":0}"#).code == "bad_values")
    #expect(await host.call("predict.model", #"{"values":[1,2,1e300]}"#).code == "bad_values")
    #expect(await host.call("predict.model", "{}").kind == .schemaFailed)
    await host.destroy()
  }

  @Test("nine of ten values lie where the model says, if chance is as it was")
  func interval() async throws {
    var state: UInt64 = 7
    var hits = 0
    var values: [Double] = []
    for _ in 0..<130 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      // About a bell: the sum of three dice.
      let noise = [33, 41, 49].reduce(0) { $0 + Double((state >> UInt64($1)) % 100) / 100 } - 1.5
      let value = 50 + 0.5 * Double(values.count) + 4 * noise
      if values.count >= 30 {
        let payload = try JSONSerialization.data(withJSONObject: ["values": values])
        let answer = await host.call("predict.model", String(decoding: payload, as: UTF8.self)).values
        let (low, high) = (try #require(answer["low"] as? Double), try #require(answer["high"] as? Double))
        if low...high ~= value { hits += 1 }
      }
      values.append(value)
    }
    #expect(80...99 ~= hits, "\(hits) of 100")
    await host.destroy()
  }
}
