/// Which paths of a repository may hold records.
package enum RecordPath {
  /// Says whether a file at this path is a record if it starts with front matter.
  ///
  /// Records are `*.md` files; `templates/`, folders and files whose name begins with a dot, and the second copies that a
  /// merge keeps (`NAME.unmerged-HEX8.md`) hold none.
  package static func mayHoldRecord(_ path: String) -> Bool {
    var previous = UInt8(ascii: "/")
    var dots = 0
    for byte in path.utf8 {
      if byte == UInt8(ascii: ".") {
        if previous == UInt8(ascii: "/") { return false }
        dots += 1
      }
      previous = byte
    }
    // By bytes, since every path of a history is looked at.
    return path.utf8.count > 3 && path.utf8.suffix(3).elementsEqual(".md".utf8)
      && !path.utf8.starts(with: "templates/".utf8) && (dots == 1 || !isUnmerged(path))
  }

  /// Says whether a file at this path is what new records of a kind begin with: `templates/KIND.md` or
  /// `templates/meeting-NAME.md`; other texts beside them are the people's own.
  package static func isTemplate(_ path: String) -> Bool {
    guard path.hasPrefix("templates/"), path.hasSuffix(".md"), !isUnmerged(path) else { return false }
    let name = path.dropFirst("templates/".count).dropLast(".md".count)
    return RecordKind(rawValue: String(name)) != nil || (name.hasPrefix("meeting-") && !name.contains("/"))
  }

  /// Says whether a new file there is a record before anybody has told git of it.
  package static func isKnownPlace(_ path: String) -> Bool {
    mayHoldRecord(path) && RecordKind(path: path) != .note
  }

  /// The path of a kind's records that a path differs from only by its case, as in `Goals/x.md` or `goals/x.MD`; nil for any
  /// other, and for one that is right.
  package static func rightlyCased(_ path: String) -> String? {
    guard RecordKind(path: path) == .note || !path.hasSuffix(".md") else { return nil }
    let folded = path.lowercased()
    guard folded.hasSuffix(".md") else { return nil }
    let place = RecordKind.allCases.lazy.compactMap { KindDescription.of($0).place }.compactMap { place -> String? in
      switch place {
      case .file(let file): folded == file ? file : nil
      case .folder(let folder):
        folded.hasPrefix(folder + "/") ? folder + path.dropFirst(folder.count).dropLast(".md".count) + ".md" : nil
      }
    }.first
    return place.flatMap { $0 != path && mayHoldRecord($0) ? $0 : nil }
  }

  /// Says whether what lies at this path is for its owner alone, in whichever letters the path is written: to some
  /// computers `Reflections/` and `reflections/` are one folder.
  package static func isPrivate(_ path: String) -> Bool {
    KindDescription.of(kindInAnyLetters(path)).isPrivate
  }

  /// The kind that a path's place is for, even if the place is written in other letters, as in `Goals/x.md`.
  package static func kindInAnyLetters(_ path: String) -> RecordKind {
    let kind = RecordKind(path: path)
    return kind == .note ? RecordKind(path: path.lowercased()) : kind
  }

  /// Says whether a file at this path is the second copy that a merge kept, since it couldn't bring the two together.
  package static func isUnmerged(_ path: String) -> Bool {
    // Two dots are rare, and searching for the word in every path of a history is not cheap.
    let dots = path.utf8.count { $0 == UInt8(ascii: ".") }
    guard dots > 1, let name = path.split(separator: "/").last else { return false }
    return name.split(separator: ".").dropFirst().dropLast().contains { $0.hasPrefix("unmerged-") }
  }

  /// The path of the record that a second copy is a version of; nil for any other file.
  package static func original(ofUnmerged path: String) -> String? {
    guard isUnmerged(path) else { return nil }
    var parts = path.split(separator: ".", omittingEmptySubsequences: false)
    guard let mark = parts.lastIndex(where: { $0.hasPrefix("unmerged-") && !$0.contains("/") }) else { return nil }
    parts.remove(at: mark)
    return parts.joined(separator: ".")
  }
}
