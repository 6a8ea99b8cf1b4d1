/// The YAML mapping between the two fences of a record.
package struct FrontMatter: Sendable, Hashable {
  /// The bytes between the fence lines, in UTF-8 offsets from the file's start.
  package let contentRange: Range<Int>
  /// The closing fence line without its line ending.
  package let closingFence: Range<Int>
  /// The mapping itself; nil if nothing but blanks and comments stands there.
  package let root: YAMLNode?

  /// The entries in the order of the file.
  package var entries: [YAMLNode.Entry] { root?.entries ?? [] }

  /// Returns a key's value; nil if the key is absent.
  package subscript(key: String) -> YAMLNode? {
    entry(named: key)?.value
  }

  /// Returns a key with its value; nil if the key is absent.
  package func entry(named key: String) -> YAMLNode.Entry? {
    entries.first { $0.name == key }
  }

  /// Returns a scalar's text; nil if the key is absent, holds a list or mapping, or has no value.
  package func text(_ key: String) -> String? {
    guard let node = self[key], !node.isEmpty else { return nil }
    return node.text
  }
}
