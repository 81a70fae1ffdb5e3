import Testing

/// One experiment at a time: each watches how long others' requests take.
@Suite(.serialized) struct DefectTests {}
