/// A place in a record that names another by its file, as `goal: toxicity-paper` or a task's `skill:statistics` do.
package struct RecordMention: Sendable, Hashable {
  /// The name as it is written: of the file or the `id`, with or without folder and `.md`.
  package let name: String
  /// The folder of the records that it may name.
  package let folder: String
  /// Where it stands, in UTF-8 offsets from the file's start: the value with its quotes, or the task's word.
  package let range: Range<Int>

  /// Whether it names the file at a path.
  func isToFile(at path: String) -> Bool {
    let stem = name.utf8.elementsEqual(path.utf8) || name.hasSuffix(".md") ? name : name + ".md"
    return stem.utf8.elementsEqual(path.utf8) || "\(folder)/\(stem)".utf8.elementsEqual(path.utf8)
  }
}

extension Document {
  /// All places that name other records, those of the fields first.
  ///
  /// - Parameter kind: What the record is, which says what its fields hold.
  func mentions(as kind: RecordKind) -> [RecordMention] {
    let fields = KindDescription.of(kind).fields.flatMap { field -> [RecordMention] in
      guard case .recordNames(let folder) = field.type, let node = frontMatter[field.name] else { return [] }
      return (node.items ?? [node]).compactMap { item in
        item.text.map { RecordMention(name: $0, folder: folder, range: item.range) }
      }
    }
    let tasks = body.tasks.flatMap { task in
      task.keys.compactMap { key in
        key.folder.map { RecordMention(name: key.value, folder: $0, range: range(ofKey: key.name, in: task)) }
      }
    }
    return (fields + tasks).filter { !$0.name.isEmpty }
  }

  /// Edits after which the places that named the file at a path name one whose stem ends with something more.
  ///
  /// A name that isn't written as it reads, such as one with escapes, stays as it is.
  package func lengtheningMentions(toFileAt path: String, by ending: String, as kind: RecordKind) -> [Edit] {
    mentions(as: kind).filter { $0.isToFile(at: path) }.compactMap { mention in
      let name = Array(mention.name.utf8)
      let starts = mention.range.lowerBound...max(mention.range.lowerBound, mention.range.upperBound - name.count)
      guard let start = starts.last(where: { bytes[$0..<mention.range.upperBound].starts(with: name) }) else {
        return nil
      }
      let end = start + name.count - (mention.name.hasSuffix(".md") ? ".md".utf8.count : 0)
      return Edit(range: end..<end, text: ending)
    }
  }
}
