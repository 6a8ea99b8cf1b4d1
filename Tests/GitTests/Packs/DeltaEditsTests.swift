import Testing

@testable import Git

struct DeltaEditsTests {
  private let base = Array("0123456789".utf8)

  /// Two lengths of one byte each, and instructions.
  private func edits(to size: UInt8, _ instructions: [UInt8]...) -> DeltaEdits? {
    DeltaEdits([UInt8(base.count), size] + instructions.joined(), base: base, limit: 100)
  }

  private func copy(_ offset: UInt8, _ length: UInt8) -> [UInt8] { [0b1001_0001, offset, length] }

  private func insert(_ text: String) -> [UInt8] { [UInt8(text.utf8.count)] + Array(text.utf8) }

  private func edit(_ range: Range<Int>, _ text: String) -> DeltaEdits.Edit {
    DeltaEdits.Edit(range: range, replacement: Array(text.utf8)[...])
  }

  @Test func `what is between two copied stretches is an edit`() {
    let replaced = edits(to: 11, copy(0, 3), insert("abc"), copy(5, 5))
    #expect(replaced?.edits == [edit(3..<5, "abc")])
    #expect(replaced?.size == 11)
    #expect(edits(to: 12, copy(0, 3), insert("ab"), copy(3, 7))?.edits == [edit(3..<3, "ab")])
    #expect(edits(to: 7, copy(0, 3), copy(6, 4))?.edits == [edit(3..<6, "")])
    #expect(edits(to: 10, copy(0, 10))?.edits == [])
  }

  @Test func `edits are at the start and at the end, too`() {
    #expect(edits(to: 9, insert("a"), copy(1, 7), insert("b"))?.edits == [edit(0..<1, "a"), edit(8..<10, "b")])
    #expect(edits(to: 2, insert("ab"))?.edits == [edit(0..<10, "ab")])
  }

  @Test func `the other object is what the instructions say, or none that fits`() {
    func made(_ size: UInt8, _ instructions: [UInt8]..., limit: Int = 100) -> String? {
      [UInt8]([UInt8(base.count), size] + instructions.joined(), base: base, limit: limit).map {
        String(decoding: $0, as: UTF8.self)
      }
    }
    #expect(made(11, copy(0, 3), insert("abc"), copy(5, 5)) == "012abc56789")
    #expect(made(10, copy(5, 5), copy(0, 5)) == "5678901234")
    #expect(made(11, copy(0, 3), insert("abc"), copy(5, 5), limit: 10) == nil)
    #expect(made(10, copy(0, 3), insert("abc"), copy(5, 5)) == nil)
    #expect(made(12, copy(0, 3), insert("abc"), copy(5, 5)) == nil)
    #expect(made(5, copy(8, 5)) == nil)
    #expect(made(3, [3, 65]) == nil)
  }

  @Test func `a stretch out of order is like new bytes`() {
    #expect(edits(to: 10, copy(5, 5), copy(0, 5))?.edits == [edit(0..<5, ""), edit(10..<10, "01234")])
    #expect(edits(to: 12, copy(0, 4), copy(1, 2), copy(4, 6))?.edits == [edit(4..<4, "12")])
  }

  @Test func `a copy without a length is one of 64 KiB`() {
    let long = [UInt8](repeating: 7, count: 0x10000)
    #expect(DeltaEdits([0x80, 0x80, 4, 0x80, 0x80, 4, 0x80], base: long, limit: 0x10000)?.edits == [])
  }

  @Test func `instructions that don't fit are none`() {
    #expect(edits(to: 10, copy(0, 9)) == nil, "too short")
    #expect(edits(to: 10, copy(0, 10), insert("a")) == nil, "too long")
    #expect(edits(to: 10, copy(1, 10)) == nil, "beyond the end")
    #expect(edits(to: 10, copy(0, 10), [0]) == nil, "an instruction that git keeps for later")
    #expect(edits(to: 13, copy(0, 10), [3, 0x61]) == nil, "cut off in new bytes")
    #expect(edits(to: 10, [0b1001_0001, 0]) == nil, "cut off in a copy")
    #expect(DeltaEdits([9, 10] + copy(0, 9) + insert("a"), base: base, limit: 100) == nil, "of another base")
    #expect(DeltaEdits([], base: base, limit: 100) == nil)
    #expect(DeltaEdits([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], base: base, limit: 100) == nil, "a length without an end")
    let many: [UInt8] = [0x90, 10, 0x90, 10]
    #expect(DeltaEdits([10, 20] + many, base: base, limit: 20) != nil)
    #expect(DeltaEdits([10, 20] + many, base: base, limit: 19) == nil, "more than is wanted")
  }
}
