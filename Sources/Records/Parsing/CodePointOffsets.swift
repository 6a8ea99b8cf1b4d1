/// Converts libyaml's marks, which count code points, to UTF-8 offsets.
///
/// Only the characters longer than one byte are stored: plain ASCII costs one scan and no memory.
struct CodePointOffsets {
  private let base: Int
  /// The code point indexes of the characters that take more than one byte.
  private var indexes: [Int] = []
  /// The bytes beyond one per character, up to and including the character at the same place in `indexes`.
  private var surpluses: [Int] = []

  /// Scans valid UTF-8 whose first byte stands at the offset `base` of the file.
  init(_ text: UnsafeBufferPointer<UInt8>, base: Int) {
    self.base = base
    var offset = 0
    var surplus = 0
    while offset < text.count {
      let byte = text[offset]
      if byte < 0x80 {
        offset += 1
        continue
      }
      let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      indexes.append(offset - surplus)
      surplus += length - 1
      surpluses.append(surplus)
      offset += length
    }
  }

  /// Returns the file's UTF-8 offset of the code point with this index.
  func offset(ofCodePoint index: Int) -> Int {
    var low = 0
    var high = indexes.count
    while low < high {
      let middle = (low + high) / 2
      if indexes[middle] < index { low = middle + 1 } else { high = middle }
    }
    return base + index + (low == 0 ? 0 : surpluses[low - 1])
  }
}
