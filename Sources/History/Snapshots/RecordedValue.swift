/// A value of a field as history tells it: text after YAML unquoting, or a list of such texts.
///
/// An absent field is `nil` where one is optional; `""` is a field that is there and empty. An empty mapping is told as an empty list.
package enum RecordedValue: Sendable, Hashable {
  case text(String)
  case list(RecordedList)
}

/// The items of a list as history tells them, in their order.
package struct RecordedList: Sendable {
  /// One item, which the versions of a list share: of a long one mostly one item changes.
  final class Item: Sendable {
    let text: String

    /// The same as a string in JSON, where it is known.
    let json: [UInt8]?

    init(_ text: String, json: [UInt8]? = nil) {
      self.text = text
      self.json = json
    }
  }

  let items: [Item]

  init(_ items: [Item]) {
    self.items = items
  }

  /// Takes the items of a list.
  package init(_ texts: [String]) {
    items = texts.map { Item($0) }
  }

  /// The items as a list of texts.
  package var texts: [String] { items.map(\.text) }
}

extension RecordedList.Item: Hashable {
  static func == (one: RecordedList.Item, other: RecordedList.Item) -> Bool { one === other || one.text == other.text }

  func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

extension RecordedList: Hashable {}

extension RecordedList: RandomAccessCollection {
  package var startIndex: Int { items.startIndex }
  package var endIndex: Int { items.endIndex }
  package subscript(index: Int) -> String { items[index].text }
}

extension RecordedList: ExpressibleByArrayLiteral {
  package init(arrayLiteral texts: String...) { self.init(texts) }
}
