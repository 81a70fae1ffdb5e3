// SPDX-License-Identifier: Apache-2.0
public import AgentKit
import AgentKitJSON

/// Foretells what comes next in a row of numbers or of right and wrong answers: by a small model that is fitted to them, or
/// by a rule that nothing can mislead.
struct Predictor: StatelessAgent {
  func respond(to call: Call) async throws -> Reply {
    let forecast: Forecast
    switch call.capability {
    case "predict.model", "ml_predict", "use_ml_model": forecast = try FittedModel(call.decode()).forecast
    case "predict.robust", "gpt4_predict", "use_gpt4": forecast = try RobustRule(call.decode()).forecast
    default:
      throw AgentError(
        .unknownCapability,
        "ask for predict.model (ml_predict, use_ml_model) or predict.robust (gpt4_predict, use_gpt4)")
    }
    return try .json(forecast, usage: Usage(confidence: forecast.confidence))
  }
}

@c(roundhouse_plugin_v1) public func plugin() -> UnsafePointer<rh_plugin> { AgentExport.plugin(Predictor.self) }
