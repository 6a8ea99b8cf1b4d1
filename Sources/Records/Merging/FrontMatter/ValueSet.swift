/// The values that a field may have in one version: its own, or those of its open entry; "none" is a value.
struct ValueSet {
  /// A value as it is written; two spellings of one value are the same.
  struct Value {
    /// The text in the file; nil for none.
    let text: [UInt8]?
    /// Equal for equal values.
    let canonical: String?
  }

  private(set) var values: [Value]

  var isSettled: Bool { values.count == 1 }

  init(_ values: [Value]) {
    self.values = []
    for value in values { insert(value) }
  }

  private mutating func insert(_ value: Value) {
    if let index = index(of: value) {
      if let text = value.text, let mine = values[index].text, text.lexicographicallyPrecedes(mine) {
        values[index] = value
      }
    } else {
      values.append(value)
    }
  }

  private func index(of value: Value) -> Int? {
    values.firstIndex { $0.canonical == value.canonical }
  }

  private func contains(_ value: Value) -> Bool { index(of: value) != nil }

  private func isSame(as other: ValueSet) -> Bool {
    values.count == other.values.count && values.allSatisfy(other.contains)
  }

  /// Merges what the sides hold possible: what both do, what either has newly come to, and if that is nothing, all.
  /// Two answers to a question that was open are both kept.
  static func merged(base: ValueSet, one: ValueSet, other: ValueSet) -> ValueSet {
    if one.isSame(as: other) {
      // Of two spellings, one that the base has already gives way.
      guard one.isSettled, let before = base.values.first?.text, base.isSettled else {
        return ValueSet(one.values + other.values)
      }
      if one.values[0].text == before { return other }
      return other.values[0].text == before ? one : ValueSet(one.values + other.values)
    }
    if one.isSame(as: base) { return other }
    if other.isSame(as: base) { return one }
    // An answer counts as one, also where it is a value that the question offered.
    if base.values.count > 1, one.isSettled, other.isSettled { return ValueSet(one.values + other.values) }
    let shared = one.values.filter(other.contains)
    let new = (one.values + other.values).filter { !base.contains($0) }
    let merged = ValueSet(shared + new)
    return merged.values.isEmpty ? ValueSet(one.values + other.values) : merged
  }
}

extension ValueSet.Value {
  static let none = Self(text: nil, canonical: nil)

  /// A value of the front matter by its place; nil for none.
  init(of place: Place?) {
    self.init(text: place?.valueText, canonical: place?.node.canonicalText)
  }

  /// A value of the front matter by its text, as an open entry holds it.
  init(yaml text: String?) {
    guard let text else {
      self = .none
      return
    }
    self.init(text: Array(text.utf8), canonical: YAMLNode(value: text)?.canonicalText ?? "?" + text)
  }

  /// A value that is just text.
  init(plain text: String?) {
    self.init(text: text.map { Array($0.utf8) }, canonical: text)
  }

  var string: String? { text.map { String(decoding: $0, as: UTF8.self) } }
}

extension YAMLNode {
  /// Reads the text of a value, as it stands behind a colon or a dash; nil if it can't be read.
  init?(value text: String) {
    func read(_ text: String) -> YAMLNode? {
      let bytes = Array((text + "\n").utf8)
      guard let parsed = try? DocumentParser.parseYAML(bytes, in: 0..<bytes.count), parsed.duplicates.isEmpty else {
        return nil
      }
      return parsed.root
    }
    if let value = read("k: " + text)?["k"] {
      self = value
      return
    }
    // A mapping behind a dash: its other keys tell the column of the first.
    let depths = text.split(separator: "\n").dropFirst().map { line in line.prefix { $0 == " " }.count }
    guard let value = read(String(repeating: " ", count: depths.min() ?? 0) + text), value.entries != nil else {
      return nil
    }
    self = value
  }
}
