import ArgumentParser
import Records
import Reports
import Space

/// Puts records together as a page to print.
struct ReportCommand: ContextCommand {
  /// What there is to put together.
  enum Page: String, CaseIterable, ExpressibleByArgument, Sendable {
    /// The development plan: goals by area, skills with both assessments, reviews.
    case idp
  }

  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Put records together as a page to print.",
    usage: "rapport report idp [--at DAY]",
    discussion: """
      idp is the mentee's individual development plan: goals by area with how and when they are reached, skills as both \
      see them, and reviews. It is Markdown, made anew each time from the records.

        $ rapport report idp
        $ rapport report idp --at 2026-05-01
        $ rapport report idp > plan.md
      """
  )

  @Argument(help: "What to put together: idp.")
  var page: Page

  @OptionGroup var moment: ViewpointOptions
  @OptionGroup var shared: SharedOptions

  func run(in session: Session) async throws {
    let space = try session.openSpace(for: .reading)
    let view = try session.viewpoint(moment, in: space)
    let listing = try view.listing()
    let unreadable = listing.files.flatMap { file -> [Diagnostic] in
      if case .unreadable(let problems) = file.content { problems } else { [] }
    }
    session.warn((listing.problems + unreadable).flatMap(DiagnosticText.lines))
    switch page {
    case .idp: try await session.answer(DevelopmentPlan(listing, today: view.today).lines.map { StyledText($0) })
    }
  }
}
