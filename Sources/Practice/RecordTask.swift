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
  /// Whether it is a step that somebody does, and not a topic of an agenda.
  package let isAction: Bool

  package convenience init(task: TaskItem, file: RecordFile, section: String?) {
    self.init(task: task, file: file, section: section, isAction: !Agenda.isAgenda(section))
  }

  private init(task: TaskItem, file: RecordFile, section: String?, isAction: Bool) {
    self.task = task
    self.file = file
    self.section = section
    self.isAction = isAction
  }

  /// All tasks of the records, in the order of the files.
  package static func all(in files: [RecordFile]) -> [RecordTask] {
    files.concurrentlyMapped { file in
      (file.document?.body.sections ?? []).flatMap { section in
        let isAction = !Agenda.isAgenda(section.heading)
        return section.tasks.map { RecordTask(task: $0, file: file, section: section.heading, isAction: isAction) }
      }
    }.flatMap(\.self)
  }

  /// The people who are named before or after its sentence, not in it.
  package var peopleBesideSentence: [String] {
    let words = task.sentence.split(separator: " ")
    return task.people.filter { person in !words.contains { $0 == "@\(person)" } }
  }
}
