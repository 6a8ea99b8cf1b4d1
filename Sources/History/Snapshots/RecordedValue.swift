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

    /// Copies the string in JSON, which has to be known; returns its length.
    func copyJSON(to target: UnsafeMutableRawBufferPointer) -> Int {
      json?.withUnsafeBytes { bytes in
        target.copyMemory(from: bytes)
        return bytes.count
      } ?? 0
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

  /// How long the list is as an array in JSON, in bytes; `nil` where that isn't known of all items, or if there are none.
  var jsonLength: Int? {
    guard !items.isEmpty else { return nil }
    var length = 1
    for item in items {
      guard let json = item.json else { return nil }
      length += json.count + 1
    }
    return length
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
