extension KindDescription {
  static let goal = KindDescription(
    .goal,
    in: .folder("goals"),
    "Something the mentee wants to reach, with the steps on the way.",
    titleField: "title",
    hasID: true,
    fields: [
      .required("title", .text, "What is to be reached, in a few words."),
      .required(
        "status",
        .choice(["proposed", "active", "paused", "achieved", "withdrawn", "superseded", "declined"]),
        "Where the goal stands."
      ),
      .offered("proposed_by", .text, "Who proposed it: mentee or mentor."),
      .offered("target", .day, "The day by which it is to be reached."),
      .offered("success", .text, "How both will know that it is reached."),
      .optional("area", .choice(["career", "skill", "project"]), "What kind of goal it is."),
      .optional("skills", .recordNames(folder: "skills"), "The skills it builds, by the names of their records."),
      .optional(
        "confidence",
        .choice(["on-track", "at-risk", "off-track"]),
        "How sure the mentee is to get there by the target."
      ),
      .optional("progress", .integer(0...100), "How much is done, in percent."),
      .optional("waiting_on", .text, "Whom or what the next step waits for."),
      .optional("reason", .text, "Why it was paused, withdrawn, superseded or declined."),
      .optional("superseded_by", .recordNames(folder: "goals"), "The goal that takes its place."),
    ],
    headings: ["Why", .tasks("Milestones", eachCalled: "milestone"), .datedLines("Progress")]
  )

  static let meeting = KindDescription(
    .meeting,
    in: .folder("meetings"),
    "One meeting: what each prepared, what was said, what was agreed.",
    dayField: "date",
    fields: [
      .required("date", .day, "The day of the meeting."),
      .required(
        "status",
        .choice(["planned", "held", "cancelled"]),
        "Whether it is planned, was held, or was cancelled."
      ),
      .optional("time", .timeOfDay, "When it begins, as HH:MM."),
      .optional("minutes", .integer(0...1440), "How long it took, in minutes."),
      .optional("place", .text, "Where the two meet: a room, a link, by phone."),
      .optional("attendees", .texts, "Who was there, if not just the two."),
      .optional("goals", .recordNames(folder: "goals"), "The goals it was about, by the names of their records."),
      .optional("reason", .text, "Why it was cancelled."),
    ],
    headings: [
      .words("Prep (mentee)"), .words("Prep (mentor)"), "Went well", .tasks("Agenda", eachCalled: "agenda item"),
      "Decisions", .tasks("Actions", eachCalled: "action"),
    ]
  )

  static let skill = KindDescription(
    .skill,
    in: .folder("skills"),
    "A skill, the words of its scale, and how each of the two saw it over time.",
    titleField: "name",
    hasID: true,
    fields: [
      .required("name", .text, "What the skill is called."),
      .offered("next_review", .day, "The day on which both look at it again."),
    ],
    headings: [.datedLines("Assessments")]
  )

  static let question = KindDescription(
    .question,
    in: .folder("questions"),
    "A question for the other, and its answer.",
    titleField: "title",
    dayField: "asked",
    hasID: true,
    fields: [
      .required("title", .text, "The question in one line."),
      .offered("asked", .day, "The day it was asked.").ofThePast,
      .offered("by", .text, "Who asks: mentee or mentor."),
      .optional("goal", .recordNames(folder: "goals"), "The goal it belongs to, by the name of its record."),
      .optional("follows", .recordNames(folder: "questions"), "The earlier question it goes on from."),
      .optional("tried", .text, "Whom the asker asked and where they looked first."),
      .optional(
        "status",
        .choice(["open", "answered", "parked", "out-of-scope"]),
        "Where it stands; without this, it is answered once there is text under Answer."
      ),
    ],
    headings: ["Question", .words("Answer")]
  )

  static let commitment = KindDescription(
    .commitment,
    in: .folder("commitments"),
    "Something that takes the mentee's time, such as a committee or a course.",
    titleField: "title",
    dayField: "started",
    hasID: true,
    fields: [
      .required("title", .text, "What it is, in a few words."),
      .required("status", .choice(["active", "handed-over", "finished", "declined"]), "Where it stands."),
      .optional("hours", .integer(0...744), "How many hours it takes in a month."),
      .optional("started", .day, "The day it began."),
      .optional("ends", .day, "The day it ends."),
      .optional("outcome", .text, "What came of it."),
    ],
    headings: ["Why", "Notes"]
  )
}
