import RoundhouseIsolation
import Testing

@Suite struct WorkerUsersTests {
  @Test func `No two workers have one user, and a number returns as late as possible`() {
    let users = WorkerUsers(10...12)
    #expect([users.take(), users.take()] == [10, 11])
    users.giveBack(10)
    #expect([users.take(), users.take(), users.take()] == [12, 10, nil])
    users.giveBack(11)
    #expect(users.take() == 11)
  }
}
