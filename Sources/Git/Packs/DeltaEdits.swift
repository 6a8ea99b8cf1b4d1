/// What to replace in the bytes of one object to have those of another.
///
/// Git stores [instructions](https://git-scm.com/docs/gitformat-pack#_deltified_representation) that put the other together out
/// of copied stretches and new bytes. Where the stretches follow each other, all that is between them is an edit.
struct DeltaEdits {
  /// Bytes of the base and what stands in their place.
  struct Edit: Equatable {
    var range: Range<Int>
    var replacement: ArraySlice<UInt8>
  }

  /// The edits in their order; they don't touch each other.
  private(set) var edits: [Edit] = []

  /// The length of the other object, in bytes.
  let size: Int

  /// Reads instructions; nil if they don't fit the base, or make more of it than a limit in bytes.
  init?(_ instructions: [UInt8], base: [UInt8], limit: Int) {
    var reader = InstructionReader(instructions)
    guard reader.readSize() == base.count, let size = reader.readSize(), size <= limit else { return nil }
    self.size = size
    var position = 0
    var length = 0
    var added: [UInt8] = []
    while let instruction = reader.next() {
      switch instruction {
      case .copy(let range):
        guard range.upperBound <= base.count else { return nil }
        length += range.count
        if range.lowerBound < position {
          // Out of order, it is no different from new bytes.
          added += base[range]
        } else {
          append(position..<range.lowerBound, added)
          added = []
          position = range.upperBound
        }
      case .insert(let range):
        length += range.count
        added += instructions[range]
      }
      guard length <= size else { return nil }
    }
    append(position..<base.count, added)
    guard reader.isAtEnd, length == size else { return nil }
  }

  private mutating func append(_ range: Range<Int>, _ replacement: [UInt8]) {
    if !range.isEmpty || !replacement.isEmpty { edits.append(Edit(range: range, replacement: replacement[...])) }
  }
}

extension [UInt8] {
  /// What instructions make of a base; nil if they don't fit it, or make more of it than a limit in bytes.
  init?(_ instructions: [UInt8], base: [UInt8], limit: Int) {
    var reader = InstructionReader(instructions)
    guard reader.readSize() == base.count, let size = reader.readSize(), size <= limit else { return nil }
    self = []
    reserveCapacity(size)
    while let instruction = reader.next() {
      switch instruction {
      case .copy(let range):
        guard range.upperBound <= base.count, range.count <= size - count else { return nil }
        append(contentsOf: base[range])
      case .insert(let range):
        guard range.count <= size - count else { return nil }
        append(contentsOf: instructions[range])
      }
    }
    guard reader.isAtEnd, count == size else { return nil }
  }
}

/// Reads the instructions of a stored difference one by one.
private struct InstructionReader {
  enum Instruction {
    /// A stretch of the base.
    case copy(Range<Int>)
    /// A stretch of the instructions.
    case insert(Range<Int>)
  }

  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }

  private mutating func readByte() -> Int? {
    guard position < bytes.count else { return nil }
    defer { position += 1 }
    return Int(bytes[position])
  }

  /// The next of the two lengths with which instructions begin.
  mutating func readSize() -> Int? {
    var size = 0
    for shift in stride(from: 0, to: 35, by: 7) {
      guard let byte = readByte() else { return nil }
      size |= (byte & 0x7F) << shift
      if byte & 0x80 == 0 { return size }
    }
    return nil
  }

  /// The next instruction; nil at the end, or before what is none.
  mutating func next() -> Instruction? {
    let start = position
    guard let command = readByte() else { return nil }
    if command & 0x80 != 0 {
      if let offset = readNumber(bytes: 4, present: command), let length = readNumber(bytes: 3, present: command >> 4) {
        return .copy(offset..<offset + (length == 0 ? 0x10000 : length))
      }
    } else if command > 0, command <= bytes.count - position {
      defer { position += command }
      return .insert(position..<position + command)
    }
    position = start
    return nil
  }

  /// A number of which only some bytes are there, the lowest first.
  private mutating func readNumber(bytes count: Int, present: Int) -> Int? {
    var number = 0
    for index in 0..<count where present >> index & 1 == 1 {
      guard let byte = readByte() else { return nil }
      number |= byte << (index * 8)
    }
    return number
  }
}
