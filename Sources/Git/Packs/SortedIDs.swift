/// The ids that a file of git's holds in their order, and a table of how many begin with no more than each byte.
struct SortedIDs {
  private let bytes: UnsafeRawBufferPointer
  private let counts: Int
  private let start: Int
  private let stride: Int

  let count: Int

  /// Takes the places of the tables in the bytes of a file, which must outlive this.
  ///
  /// - Parameters:
  ///   - counts: Where the table of counts begins, 256 numbers of four bytes.
  ///   - start: Where the first id begins.
  ///   - stride: How far apart ids begin, in bytes.
  /// - Returns: nil if the counts don't rise, or if the tables aren't within the bytes.
  init?(_ bytes: UnsafeRawBufferPointer, counts: Int, from start: Int, stride: Int = ObjectID.byteCount) {
    guard counts + 256 * 4 <= bytes.count else { return nil }
    let numbers = (0..<256).map { bytes.word(at: counts + $0 * 4) }
    guard zip(numbers, numbers.dropFirst()).allSatisfy(<=) else { return nil }
    count = Int(numbers[255])
    guard start + max(0, count - 1) * stride + ObjectID.byteCount <= bytes.count || count == 0 else { return nil }
    self.bytes = bytes
    self.counts = counts
    self.start = start
    self.stride = stride
  }

  /// The id at a position.
  subscript(position: Int) -> ObjectID {
    let begin = start + position * stride
    return ObjectID(bytes: UnsafeRawBufferPointer(rebasing: bytes[begin..<begin + ObjectID.byteCount]))
  }

  /// The position of an id; nil if it isn't there.
  func position(of id: ObjectID) -> Int? {
    let byte = id.firstByte
    var low = byte == 0 ? 0 : Int(bytes.word(at: counts + (byte - 1) * 4))
    var high = Int(bytes.word(at: counts + byte * 4))
    while low < high {
      let middle = (low + high) / 2
      let found = self[middle]
      if found == id { return middle }
      if found < id { low = middle + 1 } else { high = middle }
    }
    return nil
  }
}
