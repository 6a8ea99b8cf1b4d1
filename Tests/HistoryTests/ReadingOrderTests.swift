import Git
import Testing

@testable import History

struct ReadingOrderTests {
  @Test(arguments: [0, 1, 2, 15, 16, 17, 64])
  func `each commit is read once, the far end of a stretch before the rest`(count: Int) {
    let order = ReadingOrder.indices(count: count, nil)
    #expect(order.sorted() == Array(0..<count))
    #expect(order.first == (count == 0 ? nil : min(count, 16) - 1))
    if count == 17 { #expect(order == [15] + Array(0..<15) + [16]) }
  }

  @Test func `commits are read the way their trees are stored, where that is known`() {
    #expect(ReadingOrder.indices(count: 3, .earlierFirst) == [0, 1, 2])
    #expect(ReadingOrder.indices(count: 3, .laterFirst) == [2, 1, 0])
  }
}
