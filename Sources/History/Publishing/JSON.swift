/// A JSON value whose objects keep the order of their members.
package enum JSONValue: Sendable, Hashable {
  case null
  case boolean(Bool)
  case integer(Int)
  case string(String)
  case array([JSONValue])

  /// A list of strings, written as an array.
  case strings([String])
  case object([Member])

  /// One name and value of an object.
  package struct Member: Sendable, Hashable {
    package var name: String
    package var value: JSONValue

    package init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// The string, or null for none.
  package static func optional(_ text: String?) -> JSONValue {
    text.map(JSONValue.string) ?? .null
  }

  /// The value on one line without spaces, in UTF-8.
  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return bytes
  }

  /// The value on one line without spaces.
  package var text: String {
    String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the value on one line without spaces, in UTF-8.
  ///
  /// Besides what [RFC 8259](https://www.rfc-editor.org/rfc/rfc8259#section-7) asks for, characters that could steer a
  /// terminal or hide what is read are escaped, so that the value can be looked at raw and still means the same.
  package func write(to bytes: inout [UInt8]) {
    switch self {
    case .null:
      bytes.append(contentsOf: "null".utf8)
    case .boolean(let value):
      bytes.append(contentsOf: (value ? "true" : "false").utf8)
    case .integer(let value):
      bytes.append(contentsOf: String(value).utf8)
    case .string(let text):
      Self.write(text, to: &bytes)
    case .array(let items):
      bytes.append(UInt8(ascii: "["))
      for (index, item) in items.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        item.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .strings(let texts):
      bytes.append(UInt8(ascii: "["))
      for (index, text) in texts.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        Self.write(text, to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        Self.write(member.name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        member.value.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  private static func write(_ text: String, to bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { write($0, to: &bytes) }
  }

  private static func write(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    var offset = 0
    while offset < text.count {
      let plain = plainLength(of: text, from: offset)
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[offset..<offset + plain]))
      offset += plain
      if offset < text.count { offset += bytes.appendScalar(of: text, at: offset) }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// How many bytes from an offset on are ASCII that needn't be escaped.
  private static func plainLength(of text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let bytes = UnsafeRawBufferPointer(text)
    var offset = start
    while offset + 8 <= bytes.count {
      let word = EightBytes(bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      let special =
        word.notASCII | word.below(0x20) | word.equal(to: UInt8(ascii: "\"")) | word.equal(to: UInt8(ascii: "\\"))
        | word.equal(to: 0x7F)
      guard special == 0 else { return offset - start + special.trailingZeroBitCount / 8 }
      offset += 8
    }
    while offset < text.count, isPlain(text[offset]) { offset += 1 }
    return offset - start
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x20..<0x7F).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
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

  var notASCII: UInt64 { word & Self.highest }

  /// The bytes below a number that is at most 128.
  func below(_ limit: UInt8) -> UInt64 {
    (word &- Self.lowest &* UInt64(limit)) & ~word & Self.highest
  }

  func equal(to byte: UInt8) -> UInt64 {
    let difference = word ^ (Self.lowest &* UInt64(byte))
    return (difference &- Self.lowest) & ~difference & Self.highest
  }
}

extension [UInt8] {
  /// Appends the form in JSON of the character that begins at an offset of valid UTF-8, and returns its length there.
  fileprivate mutating func appendScalar(of text: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int {
    switch text[offset] {
    case UInt8(ascii: "\n"): appendEscape(UInt8(ascii: "n"))
    case UInt8(ascii: "\r"): appendEscape(UInt8(ascii: "r"))
    case UInt8(ascii: "\t"): appendEscape(UInt8(ascii: "t"))
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): appendEscape(text[offset])
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

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  package init(stringLiteral text: String) {
    self = .string(text)
  }

  package init(arrayLiteral items: JSONValue...) {
    self = .array(items)
  }

  /// An object with its members in the order of the literal.
  package init(dictionaryLiteral members: (String, JSONValue)...) {
    self = .object(members.map { Member($0, $1) })
  }
}
