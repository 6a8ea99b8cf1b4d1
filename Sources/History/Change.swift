package import Records

/// One thing that a commit did to one record.
package enum Change: Sendable, Hashable {
  /// The record came into being; its fields, tasks and dated lines follow as changes from nothing.
  case created

  /// The record ended; its fields follow as changes to nothing.
  case removed

  /// A record that an earlier commit removed came back; its fields follow as changes from nothing.
  case restored

  /// The record lives at another path from here on. `similarity` is a percentage, given only where likeness alone says it is the same record.
  case renamed(from: String, to: String, similarity: Int?)

  /// This version of the record can't be read; what it changed is told by the commit that makes the record readable again.
  case unreadable(VersionProblem)

  /// The record can be read again; the changes since its last readable version follow.
  case readable

  /// A field has another value. `path` names a mapping's leaf as `a.b`; `nil` is absent.
  case field(path: String, old: RecordedValue?, new: RecordedValue?)

  /// A merge left open what becomes of a field, a task or a section; `nil` among the values is absent.
  case disputed(field: String, values: [String?])

  /// A question was settled; `value` is what the field has, `nil` where it has none or the question was about something else.
  case settled(field: String, value: RecordedValue?)

  /// A task has another state. `text` is its identity: the words without box, `@who` and `key:value`; `nil` is absent.
  case task(text: String, section: String?, old: TaskState?, new: TaskState?)

  /// A task has other `@who` or `key:value` words. `name` is the key, or `@`; `old` and `new` are what stands behind
  /// the colon, or all `@who` words; `nil` is absent.
  case taskWord(text: String, section: String?, name: String, old: String?, new: String?)

  /// A dated line was added. `who` is the role on an assessment.
  case line(section: String?, day: CalendarDay, who: String?, text: String)

  /// Other text of a section changed, in lines that aren't blank. `heading` is `nil` before the first heading.
  case section(heading: String?, added: Int, removed: Int)
}

/// Why a version of a record can't be read, and where.
package struct VersionProblem: Sendable, Hashable {
  /// The code of the problem as `check` names it, or `missing-object` where the repository lacks the file's content.
  package var code: String

  /// The 1-based line, if the problem has a place.
  package var line: Int?

  /// The 1-based column in Unicode scalars, if the problem has a place.
  package var column: Int?

  package init(code: String, line: Int? = nil, column: Int? = nil) {
    self.code = code
    self.line = line
    self.column = column
  }
}
