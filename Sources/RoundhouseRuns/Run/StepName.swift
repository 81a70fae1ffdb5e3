/// One step among those of its scope: its text is made where it is asked for, which a run that is not recorded seldom does.
struct StepName {
  /// The id as it stands in a key.
  let part: String
  /// The second step of one id has 2.
  let number: Int

  var text: String { number == 1 ? part : "\(part)#\(number)" }
}
