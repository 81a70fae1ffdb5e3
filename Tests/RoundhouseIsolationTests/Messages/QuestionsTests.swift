import RoundhouseModel
import Synchronization
import Testing

@testable import RoundhouseIsolation

@Suite struct QuestionsTests {
  private let answer = Questions.Answer(status: 0, version: 3, head: FrameHead(.answer), payload: [], texts: [])

  @Test func `each question gets its answer once, and others none`() throws {
    let questions = Questions()
    let heard = Mutex<[Int]>([])
    let asked = (
      questions.open { _ in heard.withLock { $0.append(1) } }, questions.open { _ in heard.withLock { $0.append(2) } }
    )
    let first = try #require(asked.0)
    let second = try #require(asked.1)
    for number in [second, second, 999, 0, .max, first, first] { questions.answer(number, answer) }
    #expect(heard.withLock { $0 } == [2, 1])
  }

  @Test func `who has gone answers nobody, and says so to those who asked to be told`() throws {
    let questions = Questions()
    let heard = Mutex<[String]>([])
    _ = questions.open { _ in heard.withLock { $0.append("answer") } }
    let listens: Questions.Listener = { _ in heard.withLock { $0.append("answer") } }
    let asked = questions.open(listens) { error in heard.withLock { $0.append(error.message) } }
    let number = try #require(asked)
    questions.failAll(RoundhouseError(.agentCrashed, "gone"))
    questions.failAll(RoundhouseError(.agentCrashed, "gone"))
    questions.answer(number, answer)
    #expect(heard.withLock { $0 } == ["gone"])
  }

  @Test func `there are so many at once, and one that was forgotten makes room`() throws {
    let questions = Questions()
    let numbers = (0..<4096).compactMap { _ in questions.open { _ in } }
    #expect(numbers.count == 4096)
    let oneMore = questions.open { _ in }
    questions.forget(numbers[17])
    let another = questions.open { _ in }
    #expect(oneMore == nil && another != nil)
  }
}
