extension [UInt8] {
  /// Appends a JSON array of items that a function appends.
  mutating func appendJSONArray<Item>(of items: [Item], _ appendItem: (Item, inout [UInt8]) -> Void) {
    append(UInt8(ascii: "["))
    for (index, item) in items.enumerated() {
      if index > 0 { append(UInt8(ascii: ",")) }
      appendItem(item, &self)
    }
    append(UInt8(ascii: "]"))
  }

  /// Appends a list of a record as a JSON array of strings.
  mutating func appendJSON(_ list: RecordedList) {
    guard let length = list.jsonLength else {
      return appendJSONArray(of: list.items) { $1.appendJSON($0.text) }
    }
    // Long lists are written again and again, so all at once.
    append(addingCapacity: length) { output in
      output.withUnsafeMutableBufferPointer { buffer, written in
        let target = UnsafeMutableRawBufferPointer(buffer)
        for (index, item) in list.items.enumerated() {
          target[written] = UInt8(ascii: index == 0 ? "[" : ",")
          written += 1
          written += item.copyJSON(to: UnsafeMutableRawBufferPointer(rebasing: target[written...]))
        }
        target[written] = UInt8(ascii: "]")
        written += 1
      }
    }
  }

  /// Appends a JSON object of members whose values a function appends.
  mutating func appendJSONObject<Member>(
    of members: [Member],
    named name: (Member) -> String,
    _ appendValue: (Member, inout [UInt8]) -> Void
  ) {
    append(UInt8(ascii: "{"))
    for (index, member) in members.enumerated() {
      if index > 0 { append(UInt8(ascii: ",")) }
      appendJSON(name(member))
      append(UInt8(ascii: ":"))
      appendValue(member, &self)
    }
    append(UInt8(ascii: "}"))
  }

  /// Appends a text as a JSON string, in UTF-8.
  mutating func appendJSON(_ text: String) {
    var text = text
    text.withUTF8 { text in
      if appendShort(text) { return }
      append(UInt8(ascii: "\""))
      var offset = 0
      while offset < text.count {
        let length = appendASCII(of: text, from: offset)
        offset += length > 0 ? length : appendScalar(of: text, at: offset)
      }
      append(UInt8(ascii: "\""))
    }
  }

  /// The longest text that is looked through before it is written, in bytes.
  private static let mostShort = 64

  /// Appends a short text of which nothing is escaped, as most are; says whether it was one.
  private mutating func appendShort(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count <= Self.mostShort, text.isPlainInJSON else { return false }
    append(addingCapacity: text.count + 2) { output in
      output.append(UInt8(ascii: "\""))
      output.withUnsafeMutableBufferPointer { buffer, written in
        _ = UnsafeMutableBufferPointer(rebasing: buffer[written...]).initialize(from: text)
        written += text.count
      }
      output.append(UInt8(ascii: "\""))
    }
    return true
  }

  /// How much of a text is written at once, in bytes; each takes two at most.
  private static let pieceLength = 1024

  /// Appends ASCII from an offset on, escaping quotes and backslashes, up to a character of another kind; returns how much.
  private mutating func appendASCII(of text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    guard let source = text.baseAddress.map(UnsafeRawPointer.init) else { return 0 }
    let end = Swift.min(start + Self.pieceLength, text.count)
    var offset = start
    append(addingCapacity: 2 * (end - start)) { output in
      output.withUnsafeMutableBufferPointer { buffer, written in
        let target = UnsafeMutableRawBufferPointer(buffer)
        while offset < end {
          if offset + 8 <= end {
            // All eight are copied; those after the first that isn't plain are written over.
            let word = source.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            target.storeBytes(of: word, toByteOffset: written, as: UInt64.self)
            let plain = EightBytes(word).plainCount
            written += plain
            offset += plain
            if plain == 8 { continue }
          }
          let byte = text[offset]
          guard byte >= 0x20, byte < 0x7F else { return }
          if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
            target[written] = UInt8(ascii: "\\")
            written += 1
          }
          target[written] = byte
          written += 1
          offset += 1
        }
      }
    }
    return offset - start
  }

  /// Appends the form in JSON of the character that begins at an offset of valid UTF-8, and returns its length there.
  private mutating func appendScalar(of text: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int {
    switch text[offset] {
    case UInt8(ascii: "\n"): appendEscape(UInt8(ascii: "n"))
    case UInt8(ascii: "\r"): appendEscape(UInt8(ascii: "r"))
    case UInt8(ascii: "\t"): appendEscape(UInt8(ascii: "t"))
    default:
      var decoder = UTF8()
      var rest = text[offset...].makeIterator()
      guard case .scalarValue(let scalar) = decoder.decode(&rest) else { return 1 }
      if scalar.isUnsafeToShow {
        appendEscape(of: scalar)
      } else {
        append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
      return UTF8.width(scalar)
    }
    return 1
  }

  private mutating func appendEscape(_ letter: UInt8) {
    append(UInt8(ascii: "\\"))
    append(letter)
  }

  /// Appends `\u202e`, and two of these for a character beyond the basic plane.
  private mutating func appendEscape(of scalar: Unicode.Scalar) {
    for unit in String(scalar).utf16 {
      appendEscape(UInt8(ascii: "u"))
      for shift in [12, 8, 4, 0] {
        let digit = UInt8(truncatingIfNeeded: unit >> shift) & 0xF
        append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      }
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether nothing of the text is escaped in JSON and all is printable ASCII.
  fileprivate var isPlainInJSON: Bool {
    let bytes = UnsafeRawBufferPointer(self)
    func isPlain(at offset: Int) -> Bool {
      EightBytes(bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)).plainCount == 8
    }
    guard count >= 8 else {
      // What is missing of eight is made up of letters.
      var word: UInt64 = 0x6161_6161_6161_6161
      withUnsafeMutableBytes(of: &word) { $0.copyMemory(from: bytes) }
      return EightBytes(word).plainCount == 8
    }
    var offset = 0
    while offset + 8 <= count {
      guard isPlain(at: offset) else { return false }
      offset += 8
    }
    // The last eight, some of which have been looked at.
    return isPlain(at: count - 8)
  }
}

/// Eight bytes that are looked at in one go; each answer has the highest bit of the bytes for which it is yes.
///
/// A byte after one for which it is yes may have it wrongly, so only the first counts. See
/// [Bit Twiddling Hacks](https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord).
private struct EightBytes {
  private let word: UInt64

  private static let lowest: UInt64 = 0x0101_0101_0101_0101
  private static let highest: UInt64 = 0x8080_8080_8080_8080

  init(_ word: UInt64) { self.word = word.littleEndian }

  /// How many bytes from the first on are printable ASCII that JSON doesn't escape.
  var plainCount: Int {
    let special =
      notASCII | below(0x20) | equal(to: UInt8(ascii: "\"")) | equal(to: UInt8(ascii: "\\")) | equal(to: 0x7F)
    return special.trailingZeroBitCount / 8
  }

  private var notASCII: UInt64 { word & Self.highest }

  /// The bytes below a number that is at most 128.
  private func below(_ limit: UInt8) -> UInt64 {
    (word &- Self.lowest &* UInt64(limit)) & ~word & Self.highest
  }

  private func equal(to byte: UInt8) -> UInt64 {
    let difference = word ^ (Self.lowest &* UInt64(byte))
    return (difference &- Self.lowest) & ~difference & Self.highest
  }
}
