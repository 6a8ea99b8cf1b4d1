extension KindDescription {
  static let relationship = KindDescription(
    .relationship,
    in: .file("relationship.md"),
    "Who the two people are, since when, and where things stand between them.",
    dayField: "started",
    fields: [
      .required("mentor", .people, "The mentor, as Name <address>; a list if there are several."),
      .required("mentee", .people, "The mentee, as Name <address>; a list if there are several."),
      .offered("started", .day, "The day the two began."),
      .required(
        "status",
        .choice(["proposed", "active", "paused", "closing", "closed"]),
        "Where the relationship stands."
      ),
      .optional("ends", .day, "The day on which the two want to end or to look at it anew."),
      .optional("stage", .text, "Where in the career the mentee is, in your own words."),
      .optional("program", .text, "The programme that brought the two together, if there is one."),
      .optional(
        "pauses",
        .entries(
          identity: ["from"],
          fields: [
            .required("from", .day, "The first day of the pause."),
            .offered("to", .day, "The last day of the pause; empty while it lasts."),
          ]
        ),
        "Times in which nothing is expected of either, such as leave."
      ),
    ]
  )

  static let agreement = KindDescription(
    .agreement,
    in: .file("agreement.md"),
    "What the two agreed on, and who signed it.",
    fields: [
      .offered(
        "cadence_days",
        .integer(1...366),
        "How many days lie between two meetings, as agreed; the default is 30."
      ),
      .offered("meeting_minutes", .integer(5...480), "How long a meeting takes, in minutes; the default is 60."),
      .offered("reply_days", .integer(0...90), "Within how many days a message between meetings is answered."),
      .offered("max_active_goals", .integer(1...50), "How many goals are worked on at one time; the default is 3."),
      .offered("review_by", .day, "The day by which the two look at this agreement again."),
      .optional("ends", .day, "The day the agreement ends unless it is renewed."),
      .optional("agenda_lead_days", .integer(0...60), "How many days before a meeting its agenda is ready."),
      .optional(
        "limit_counts_commitments",
        .choice(["yes", "no"]),
        "Whether active commitments count against the number of goals, too."
      ),
      .optional(
        "may_name_mentor",
        .choice(["yes", "no"]),
        "Whether the mentee may name the mentor when declining a request."
      ),
      .optional(
        "signatures",
        .entries(
          identity: ["by"],
          fields: [
            .required("by", .choice(["mentee", "mentor"]), "Who signs."),
            .required("on", .day, "The day of the signature.").ofThePast,
            .optional("time", .timeOfDay, "The time, where somebody signs a second time on one day."),
          ]
        ),
        "Who agreed to this text, and on which day."
      ),
    ],
    headings: [
      "What we expect of each other", "Between meetings", "In scope, out of scope", "Confidentiality and its limits",
      "Authorship", "Saying no", "Differences and assumptions worth naming", "What shaped us",
      "Resources and opportunities", "How we end",
    ]
  )

  static let closure = KindDescription(
    .closure,
    in: .file("closure.md"),
    "How and why the relationship ended, and what stays.",
    dayField: "closed_on",
    fields: [
      .offered("closed_on", .day, "The day the relationship ended."),
      .optional(
        "reason",
        .choice([
          "achieved", "focus-changed", "moved", "stage-change", "little-progress", "lapsed", "other",
        ]),
        "Why it ended; nobody has to say."
      ),
      .optional("next_form", .text, "What the relationship becomes, such as colleagues or co-authors."),
      .optional("keep_contact", .text, "Whether and how the two stay in touch."),
    ],
    headings: ["What we did", "What we learned", "Thanks", "What stays open", "Who keeps what"]
  )

  static let privateSpace = KindDescription(
    .privateSpace,
    in: .file("private.md"),
    "Marks a space that only its owner reads.",
    isPrivate: true,
    fields: [
      .offered("owner", .people, "Whose space this is, as Name <address>.")
    ]
  )

  static let note = KindDescription(
    .note,
    in: nil,
    "Any other record; every field is kept and shown in the history.",
    titleField: "title"
  )
}
