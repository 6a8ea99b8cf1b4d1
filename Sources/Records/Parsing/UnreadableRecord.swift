/// A file that can't be read as a record, with every reason that one run can find.
package struct UnreadableRecord: Error, Sendable, Hashable {
  /// The reasons in the order of their places; never empty.
  package let problems: [Diagnostic]
  /// The first reason.
  package var problem: Diagnostic { problems[0] }

  init(_ problem: Diagnostic, _ others: [Diagnostic] = []) {
    self.problems = [problem] + others
  }
}
