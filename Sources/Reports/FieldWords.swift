/// What a field is called in lines for people: what an item of a list says by what it means, any other by its path.
enum FieldWords {
  static func text(_ path: String) -> String {
    if let day = item(path, of: "pauses[from=", part: "]") { return "pause from \(day)" }
    if let day = item(path, of: "pauses[from=", part: "].to") { return "end of the pause from \(day)" }
    if let role = item(path, of: "signatures[by=", part: "].on") { return "day of the \(role)'s signature" }
    return path
  }

  /// What tells the item of a list apart, between what leads to it and its part; nil in any other path.
  static func item(_ path: String, of list: String, part: String) -> String? {
    guard path.hasPrefix(list), path.hasSuffix(part), path.utf8.count > list.utf8.count + part.utf8.count else {
      return nil
    }
    return String(path.dropFirst(list.count).dropLast(part.count))
  }
}
