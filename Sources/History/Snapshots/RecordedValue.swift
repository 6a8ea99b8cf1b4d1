/// A value of a field as history tells it: text after YAML unquoting, or a list of such texts.
///
/// An absent field is `nil` where one is optional; `""` is a field that is there and empty. An empty mapping is told as an empty list.
package enum RecordedValue: Sendable, Hashable {
  case text(String)
  case list(RecordedList)
}

/// The items of a list as history tells them, in their order.
package struct RecordedList: Sendable {
  package let texts: [String]

  /// The same as an array in JSON, where it is known.
  ///
  /// Of a long list mostly one item changes, and then the rest is copied from here; two lists that differ here alone are the same.
  let json: [UInt8]?

  /// Takes the items of a list.
  package init(_ texts: [String]) {
    self.init(texts, json: nil)
  }

  /// Takes the items of a list, and what they are in JSON.
  init(_ texts: [String], json: [UInt8]?) {
    self.texts = texts
    self.json = json
  }
}

extension RecordedList: Hashable {
  package static func == (one: Self, other: Self) -> Bool { one.texts == other.texts }

  package func hash(into hasher: inout Hasher) { hasher.combine(texts) }
}

extension RecordedList: RandomAccessCollection {
  package var startIndex: Int { texts.startIndex }
  package var endIndex: Int { texts.endIndex }
  package subscript(index: Int) -> String { texts[index] }
}

extension RecordedList: ExpressibleByArrayLiteral {
  package init(arrayLiteral texts: String...) { self.init(texts) }
}
