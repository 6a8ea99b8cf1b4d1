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

  /// A value that has been written already, as ``write(to:)`` does it.
  case written([UInt8])

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
      bytes.appendJSON(text)
    case .array(let items):
      bytes.appendJSONArray(of: items) { $0.write(to: &$1) }
    case .strings(let texts):
      bytes.appendJSONArray(of: texts) { $1.appendJSON($0) }
    case .object(let members):
      bytes.appendJSONObject(of: members, named: \.name) { $0.value.write(to: &$1) }
    case .written(let value):
      bytes += value
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
