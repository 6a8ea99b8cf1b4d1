package import Records
package import Space

/// A task with the record it stands in.
///
/// A class, as lists of tasks are filtered again and again.
package final class RecordTask: Sendable {
  package let task: TaskItem
  package let file: RecordFile
  /// The heading it stands under; nil before the first.
  package let section: String?

  package init(task: TaskItem, file: RecordFile, section: String?) {
    self.task = task
    self.file = file
    self.section = section
  }

  /// All tasks of the records, in the order of the files.
  package static func all(in files: [RecordFile]) -> [RecordTask] {
    files.concurrentlyMapped { file in
      (file.document?.body.sections ?? []).flatMap { section in
        section.tasks.map { RecordTask(task: $0, file: file, section: section.heading) }
      }
    }.flatMap(\.self)
  }

  /// The people who are named before or after its sentence, not in it.
  package var peopleBesideSentence: [String] {
    let words = task.sentence.split(separator: " ")
    return task.people.filter { person in !words.contains { $0 == "@\(person)" } }
  }

  /// Whether it is a step that somebody does, and not a topic of an agenda.
  package var isAction: Bool { section?.lowercased() != "agenda" }
}
