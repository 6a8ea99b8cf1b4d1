/// A level-2 heading that a kind's template offers, and what rapport reads below it.
package struct HeadingDescription: Sendable, Hashable {
  /// What is read below a heading.
  package enum Content: Sendable, Hashable {
    /// Nothing is read: what stands there is between the two.
    case prose
    /// Whether somebody wrote anything.
    case words
    /// Tasks, and what one of them is called.
    case tasks(name: String)
    /// Lines that begin with a day.
    case datedLines
  }

  package let name: String
  package let content: Content

  private init(_ name: String, _ content: Content) {
    self.name = name
    self.content = content
  }

  static func words(_ name: String) -> HeadingDescription { HeadingDescription(name, .words) }

  static func tasks(_ name: String, eachCalled task: String) -> HeadingDescription {
    HeadingDescription(name, .tasks(name: task))
  }

  static func datedLines(_ name: String) -> HeadingDescription { HeadingDescription(name, .datedLines) }

  /// What one task below the heading is called; nil where lines are no tasks.
  package var taskName: String? {
    if case .tasks(let name) = content { name } else { nil }
  }
}

extension HeadingDescription: ExpressibleByStringLiteral {
  /// A heading with prose below it.
  package init(stringLiteral name: String) {
    self.init(name, .prose)
  }
}
