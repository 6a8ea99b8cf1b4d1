import Records
import Space

/// How a commit's subject tells a change of fields: states, days and numbers in full, never a person's words.
enum FieldSubject {
  /// The changed fields, such as "status proposed → active, title changed".
  static func text(from old: Document, to new: Document, kind: KindDescription) -> String {
    let names = new.frontMatter.entries.compactMap(\.key.text) + old.frontMatter.entries.compactMap(\.key.text)
    var seen: [String] = []
    for name in names where !seen.contains(name) && source(of: name, in: old) != source(of: name, in: new) {
      seen.append(name)
    }
    let parts = seen.filter { $0 != "reason" || seen.count == 1 }.map { name in
      part(name, type: kind.field(named: name)?.type, from: old, to: new)
    }
    return parts.isEmpty ? "changed" : parts.joined(separator: ", ")
  }

  private static func part(_ name: String, type: FieldType?, from old: Document, to new: Document) -> String {
    let before = old.frontMatter[name] == nil ? nil : old.text(of: name) ?? ""
    let after = new.frontMatter[name] == nil ? nil : new.text(of: name) ?? ""
    guard after != nil else { return "\(name) removed" }
    // What is no such value may be anything that a person wrote there.
    func isPlain(_ document: Document) -> Bool {
      guard let type, let node = document.frontMatter[name] else { return false }
      return node.isEmpty || type.isComplete(node)
    }
    guard isPlain(new), let after else { return before == nil ? "\(name) added" : "\(name) changed" }
    guard let before, !before.isEmpty, isPlain(old) else { return "\(name) \(after)" }
    return "\(name) \(before) → \(after)"
  }

  private static func source(of name: String, in document: Document) -> ArraySlice<UInt8>? {
    document.frontMatter[name].map { document.bytes[$0.range] }
  }
}
