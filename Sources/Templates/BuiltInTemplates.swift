package import Records

/// The texts of `templates/`, which are part of the program.
///
/// A template is an ordinary record with blanks: `new` fills in fields by editing it, so there is no template language,
/// and a space's own `templates/NAME.md` is checked like any record.
package enum BuiltInTemplates {
  /// The path, in a space, of the file that overrides the built-in template of a kind.
  package static func overridePath(for kind: RecordKind) -> String {
    "templates/\(kind.rawValue).md"
  }

  /// The built-in template of a kind; a note has only front matter and a body to fill.
  package static func record(of kind: RecordKind) -> [UInt8] {
    switch kind {
    case .relationship: PackageResources.relationship_md
    case .agreement: PackageResources.agreement_md
    case .goal: PackageResources.goal_md
    case .meeting: PackageResources.meeting_md
    case .skill: PackageResources.skill_md
    case .question: PackageResources.question_md
    case .commitment: PackageResources.commitment_md
    case .feedback: PackageResources.feedback_md
    case .advocacy: PackageResources.advocacy_md
    case .person: PackageResources.person_md
    case .reflection: PackageResources.reflection_md
    case .checkup: PackageResources.checkup_md
    case .closure: PackageResources.closure_md
    case .privateSpace: PackageResources.private_md
    case .note: Array("---\n---\n".utf8)
    }
  }

  /// The names of the other templates of meetings.
  package static let meetingNames = ["grow"]

  /// The path, in a space, of the file that overrides or adds a template of meetings with a name of its own.
  package static func overridePath(forMeeting name: String) -> String {
    "templates/\(RecordKind.meeting.rawValue)-\(name).md"
  }

  /// The built-in template of meetings with a name of its own; nil where there is none.
  package static func meeting(named name: String) -> [UInt8]? {
    name == "grow" ? PackageResources.meeting_grow_md : nil
  }

  /// The page in a shared space for somebody who only uses the web page.
  package static var sharedReadme: [UInt8] { PackageResources.space_readme_md }

  /// The page in a private space.
  package static var privateReadme: [UInt8] { PackageResources.private_readme_md }
}
