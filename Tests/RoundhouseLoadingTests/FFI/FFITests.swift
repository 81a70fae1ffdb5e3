import Testing

/// Agents that are a C library and a manifest. One after another, because the fixture counts what is allocated.
@Suite(.serialized) struct FFITests {}
