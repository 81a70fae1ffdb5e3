import Glibc

/// Waits until something is so, ten seconds at most.
func eventually(_ condition: () throws -> Bool) throws {
  for _ in 0..<1000 {
    if try condition() { return }
    usleep(10_000)
  }
  throw TestClient.Broken(description: "it has not come about in 10 s")
}
