import Records

/// The reason a commit gives for its changes.
package enum Because {
  /// The commit's body, else its subject where a person wrote it; nil where neither says why.
  ///
  /// Subjects that rapport or a git host wrote by themselves say what, not why.
  ///
  /// - Parameter path: Where a record is that the commit changed: rapport's subjects name it, also by a name with blanks.
  package static func text(of commit: CommitReference, changing path: String) -> String? {
    let hasReason = !commit.subject.isEmpty && !isAutomatic(commit.subject, about: path)
    if commit.body.isEmpty { return hasReason ? commit.subject : nil }
    let body = commit.body.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .filter { !isTrailer($0) && !isConflictList($0) }.joined(separator: "\n").trimmingNewlines()
    if !body.isEmpty { return body }
    return hasReason ? commit.subject : nil
  }

  /// The lines of the reason for an event; empty where there is none.
  package static func lines(of event: Event) -> [String] {
    let lines = text(of: event.commit, changing: event.record.path)?.split(
      omittingEmptySubsequences: false,
      whereSeparator: \.isNewline
    )
    return (lines ?? []).map(String.init)
  }

  private static func isTrailer(_ line: Substring) -> Bool {
    ["Signed-off-by: ", "Co-authored-by: ", "Change-Id: ", "Rapport-Merge: ", "Takes back commit "].contains {
      line.hasPrefix($0)
    }
  }

  /// Whether a line is of the list that git leaves in the message of a merge it couldn't finish by itself.
  private static func isConflictList(_ line: Substring) -> Bool {
    line == "# Conflicts:" || line.hasPrefix("#\t")
  }

  /// Whether a subject is one of rapport's own, or what a git host's web page fills in.
  private static func isAutomatic(_ subject: String, about path: String) -> Bool {
    let hostPrefixes = ["Update ", "Create ", "Delete ", "Rename ", "Edit ", "Merge branch ", "Merge pull request "]
    if subject.hasSuffix(".md"), hostPrefixes.contains(where: subject.hasPrefix) { return true }
    if subject.hasPrefix("Merge ") || subject.hasPrefix("undo: ") { return true }
    if ["Add files via upload", "Initial commit", "Add new file"].contains(subject) { return true }
    guard let colon = subject.utf8.firstIndex(of: UInt8(ascii: ":")),
      subject.utf8[colon...].starts(with: ": ".utf8)
    else {
      return false
    }
    return isLabel(subject[..<colon]) || isLabel(subject[..<colon], ofRecordAt: path)
  }

  /// Whether the words are the kind and the name of a record, as rapport's own subjects begin.
  private static func isLabel(_ label: Substring, ofRecordAt path: String) -> Bool {
    let kind = RecordKind(path: path)
    guard case .folder? = KindDescription.of(kind).place, path.hasSuffix(".md"), label.hasPrefix(kind.rawValue + " ")
    else {
      return false
    }
    let name = path.utf8.split(separator: UInt8(ascii: "/")).last?.dropLast(".md".utf8.count)
    return name?.elementsEqual(label.utf8.dropFirst(kind.rawValue.utf8.count + 1)) ?? false
  }

  /// Whether the words are those with which rapport's own subjects begin: a record's label, or a number of records.
  private static func isLabel(_ label: Substring) -> Bool {
    if label == "private space" || label.utf8.suffix(3).elementsEqual(".md".utf8) { return true }
    let words = label.utf8.split(separator: UInt8(ascii: " "))
    guard let first = words.first.map(Substring.init), words.count <= 2 else { return false }
    if words.count == 2, words[1].elementsEqual("records".utf8) { return Int(first) != nil }
    guard let kind = RecordKind(rawValue: String(first)) else { return false }
    switch KindDescription.of(kind).place {
    case .file?: return words.count == 1
    case .folder?: return words.count == 2
    case nil: return false
    }
  }
}

extension String {
  fileprivate func trimmingNewlines() -> String {
    var text = Substring(self)
    while text.first?.isWhitespace ?? false { text.removeFirst() }
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return String(text)
  }
}
