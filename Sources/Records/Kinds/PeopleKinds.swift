extension KindDescription {
  static let feedback = KindDescription(
    .feedback,
    in: .folder("feedback"),
    "Feedback that one asked for and the other gave.",
    dayField: "requested_on",
    hasID: true,
    fields: [
      .offered("from", .text, "Who gives it."),
      .offered("to", .text, "Who receives it."),
      .offered("status", .choice(["requested", "given", "discussed"]), "Where it stands."),
      .offered("about", .text, "What it is about."),
      .optional("requested_on", .day, "The day it was asked for.").ofThePast,
      .optional("given_on", .day, "The day it was given.").ofThePast,
    ],
    headings: ["Question", "Feedback", "What I take from it"]
  )

  static let advocacy = KindDescription(
    .advocacy,
    in: .folder("advocacy"),
    "Something one did in the other's name: an introduction, a letter, a nomination.",
    dayField: "date",
    hasID: true,
    fields: [
      .offered("date", .day, "The day it was done or is meant to be done."),
      .offered("by", .text, "Who does it."),
      .offered("act", .text, "What it is: an introduction, a letter, a nomination."),
      .optional("status", .choice(["intended", "done", "landed"]), "Whether it is intended, done, or had its effect."),
      .optional("goal", .recordNames(folder: "goals"), "The goal it serves, by the name of its record."),
      .optional("outcome", .text, "What came of it."),
    ],
    headings: ["Notes"]
  )

  static let person = KindDescription(
    .person,
    in: .folder("network"),
    "Someone on the mentor map, and what they are to its owner.",
    titleField: "name",
    dayField: "since",
    hasID: true,
    isPrivate: true,
    fields: [
      .required("name", .text, "The person's name."),
      .offered(
        "role",
        .choice(["mentor", "co-mentor", "coach", "sponsor", "connector", "peer", "advisor"]),
        "What the person is to you."
      ),
      .optional("topics", .texts, "What you go to this person for."),
      .optional("since", .day, "The day it began."),
      .optional("until", .day, "The day it ended."),
      .optional("last_contact", .day, "The day you were last in touch.").ofThePast,
    ],
    headings: ["Notes"]
  )

  static let reflection = KindDescription(
    .reflection,
    in: .folder("reflections"),
    "Your own thoughts, which nobody else reads.",
    dayField: "date",
    isPrivate: true,
    fields: [
      .required("date", .day, "The day you wrote it.")
    ],
    headings: [
      "What stays with me", "What I assume", "Where we differ", "Questions to a mentee", "Questions to a mentor",
      "What I will try", "Further reading",
    ]
  )

  static let checkup = KindDescription(
    .checkup,
    in: .folder("checkups"),
    "Your own look at whether the relationship suits you, which nobody else reads.",
    dayField: "date",
    isPrivate: true,
    fields: [
      .required("date", .day, "The day you wrote it."),
      .offered("fit", .choice(["good", "unsure", "not-good"]), "How well it suits you at present."),
      .optional("relationship", .text, "Which relationship it is about, by the name of its folder on your computer."),
    ],
    headings: ["What to keep", "What to change", "What I may have wrong", "What the other should hear"]
  )
}
