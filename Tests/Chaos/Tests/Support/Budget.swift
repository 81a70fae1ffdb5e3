import Foundation

/// Whether the tests have their whole budgets.
let isSoak = ProcessInfo.processInfo.environment["ROUNDHOUSE_SOAK"] == "1"
