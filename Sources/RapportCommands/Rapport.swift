import ArgumentParser

/// The program: its verbs in the groups of `--help`.
struct Rapport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rapport",
    abstract: "Mentoring records as plain text in git.",
    discussion: """
      Goals and meeting notes are Markdown files with a few fields at the top. Edit them in any editor, or:

        $ rapport prep
        $ rapport add toxicity-paper "Abstract accepted as a poster."
        $ rapport done "abstract agreed"
        $ rapport set toxicity-paper target=+3m --because "data office is late"
        $ rapport log toxicity-paper
        $ rapport status
        $ rapport sync
      """,
    version: Version.text,
    groupedSubcommands: [
      CommandGroup(
        name: "Records",
        subcommands: [
          InitCommand.self, CloneCommand.self, NewCommand.self, EditCommand.self, SetCommand.self, AddCommand.self,
          DoneCommand.self, ShowCommand.self, ListCommand.self, TasksCommand.self, SaveCommand.self,
          UndoCommand.self,
        ]
      ),
      CommandGroup(
        name: "Look",
        subcommands: [StatusCommand.self, LogCommand.self, SearchCommand.self, CheckCommand.self]
      ),
      CommandGroup(name: "Share", subcommands: [ShareCommand.self, SyncCommand.self, ResolveCommand.self]),
      CommandGroup(
        name: "Mentoring",
        subcommands: [
          PrepCommand.self, AgreeCommand.self, AssessCommand.self, AskCommand.self, AnswerCommand.self,
          DeclineCommand.self, OverviewCommand.self, CloseCommand.self,
        ]
      ),
      CommandGroup(name: "Exchange", subcommands: [ReportCommand.self, ImportCommand.self]),
      CommandGroup(name: "Tools", subcommands: [DoctorCommand.self, MergeDriverCommand.self, MergeTreeCommand.self]),
    ],
    defaultSubcommand: StatusCommand.self
  )

  /// The verbs, for a suggestion where one is misspelt.
  static var verbs: [String] {
    configuration.groupedSubcommands.flatMap(\.subcommands).filter { $0.configuration.shouldDisplay }
      .map { $0._commandName }
  }
}

/// The program's version.
enum Version {
  static let text = "0.1.0"
}
