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
    // No character grows more than a control character does, from one byte to `\u001b`.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 6 * text.count + 2) { target in
      var escaped = EscapedText(target)
      escaped.append(UInt8(ascii: "\""))
      var offset = 0
      while offset < text.count {
        let byte = text[offset]
        if byte >= 0x20, byte < 0x7F {
          if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { escaped.append(UInt8(ascii: "\\")) }
          escaped.append(byte)
          offset += 1
        } else {
          offset += escaped.appendScalar(of: text, at: offset)
        }
      }
      escaped.append(UInt8(ascii: "\""))
      bytes.append(contentsOf: escaped.written)
    }
  }
}

/// A string's form in JSON under construction, in memory that is large enough.
private struct EscapedText {
  private let target: UnsafeMutableBufferPointer<UInt8>
  private var count = 0

  init(_ target: UnsafeMutableBufferPointer<UInt8>) {
    self.target = target
  }

  var written: UnsafeMutableBufferPointer<UInt8> { UnsafeMutableBufferPointer(rebasing: target[..<count]) }

  mutating func append(_ byte: UInt8) {
    target.initializeElement(at: count, to: byte)
    count += 1
  }

  /// Appends the character that begins at an offset of valid UTF-8, and returns its length there.
  mutating func appendScalar(of text: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int {
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
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { append(byte) }
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
