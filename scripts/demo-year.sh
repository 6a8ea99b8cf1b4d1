# A whole year of scripts/demo --year, from the first notes to the next mentor; to be read with `.`.
# It goes through everything rapport has for the practice of mentoring, by command and by hand, on two computers and a web
# page.

# Shows a command that is meant to leave with this code.
try_for() {
  code=$1
  shift
  if try "$@"; then left=0; else left=$?; fi
  [ "$left" -eq "$code" ] || die "that left with $left, not $code"
}

# Ticks what was talked about on the agenda of a meeting, as one does in an editor: tick DAY WORDS
tick() {
  rewrite "meetings/$1.md" sed -e "s/^- \[ \] \(.*$2\)/- [x] \1/"
}

heading "February and March 2026: getting to know each other"
ana '2026-03-01 18:05:00'
by_hand "has notes of a first talk, from before she knew of rapport"
mkdir "$HOME/old-notes"
cat >"$HOME/old-notes/2026-02-10 first talk.md" <<'TEXT'
# First talk with Ben
Wants me to think about a fellowship. I want one paper of my own first.
TEXT
step rapport init --me mentee --mentor "Ben Osei <ben@hosp.org>" --mentee "Ana Ruiz <ana@hosp.org>" --started 2026-02-10 mentoring
cd mentoring
try rapport import "$HOME/old-notes"

step rapport set relationship stage="last year of training"
by_hand "makes a space of her own, which nobody else can read"
step rapport init --private "$HOME/my-notes"
step rapport new reflection
step rapport new person "Ben Osei" role=mentor topics=clinic since=2026-02-10
step rapport new person "Li Wen" role=peer topics=statistics

step rapport new goal "Toxicity paper" target=2026-09-30 \
  success="Submitted to a peer-reviewed journal, me as first author" area=project
step rapport new goal "Fellowship letters" target=2026-11-30 success="Three letters sent" area=career
step rapport share "$remote"

ben '2026-03-03 12:15:00'
step rapport clone "$remote"

ana '2026-03-06 07:45:00'
try rapport prep --date 2026-03-10
step rapport add next "How much of the clinic can I leave for the paper?"
by_hand "writes under Prep (mentee)"
echo "- I would like to hear what a first author does." | write_under meetings/2026-03-10.md "Prep (mentee)"
step rapport sync --yes

ben_on_the_web '2026-03-07 21:12:00'
by_hand "writes under Prep (mentor) on the web page"
echo "- Authorship before anything else." | write_under meetings/2026-03-10.md "Prep (mentor)"
commit_on_the_web 2026-03-10.md

ana '2026-03-09 08:00:00'
step rapport sync
by_hand "writes .mailmap, so that Ben's commits on the web page count as Ben's"
echo "Ben Osei <ben@hosp.org> <4711+benosei@users.noreply.github.com>" >.mailmap
step git add .mailmap
step git commit --quiet --message "Ben's address on the web page"
try rapport status
step rapport sync

ben '2026-03-10 17:05:00'
step rapport sync
by_hand "ticks what they talked about"
tick 2026-03-10 "New goal"
step rapport set toxicity-paper status=active
step rapport add 2026-03-10 --action "Send outline @mentee due:2026-03-24 goal:toxicity-paper"
step rapport add 2026-03-10 --action "Introduce Ana to the statistics group @mentor due:2026-03-31"
try rapport set 2026-03-10 status=held
step rapport sync

heading "March: the agreement"
ana '2026-03-12 19:20:00'
step rapport sync
by_hand "fills in agreement.md, section by section, as they talked it over"
rewrite agreement.md sed -e 's/^reply_days:.*/reply_days: 5/' -e 's/^review_by:.*/review_by: 2026-09-10/' \
  -e 's/^max_active_goals:.*/max_active_goals: 2\
may_name_mentor: yes/'
echo "Small questions wait for the agenda; anything about patients today: phone." |
  write_under agreement.md "Between meetings"
echo "Ben reads drafts; he isn't asked for rota changes." | write_under agreement.md "In scope, out of scope"
echo "Whoever has the idea and writes the first draft comes first." | write_under agreement.md "Authorship"
try rapport agree --yes
step rapport sync --yes

ben_on_the_web '2026-03-14 10:02:00'
by_hand "signs agreement.md on the web page"
rewrite agreement.md sed -e 's/^  - {by: mentee, on: 2026-03-12}/&\
  - {by: mentor, on: 2026-03-14}/'
commit_on_the_web agreement.md

ana '2026-03-15 11:00:00'
step rapport sync
try rapport agree --show
step rapport new skill "Scientific writing" next_review=2026-09-10
step rapport assess scientific-writing 2 "have only edited other people's drafts"
step rapport set toxicity-paper skills+=scientific-writing
step rapport sync

ben '2026-03-30 13:00:00'
step rapport sync
step rapport assess scientific-writing 3 "clear when she trusts herself"
step rapport done "introduce ana"
step rapport sync

heading "April: questions, and a reason to say no"
ana '2026-04-02 20:00:00'
step rapport sync
step rapport done "send outline"
try rapport ask "How do I choose a journal?" --tried "asked Li"
step rapport sync

ben '2026-04-05 09:00:00'
step rapport sync
step rapport answer how-do-i-choose-a-journal "Ask whose readers would change what they do."
step rapport sync

ana '2026-04-11 09:30:00'
step rapport sync
try rapport prep --date 2026-04-14
step rapport set fellowship-letters status=active
step rapport new goal "Teach the dosimetry course" target=2026-12-15 success="Two sessions held" area=skill
try_for 5 rapport set teach-the-dosimetry-course status=active
try rapport decline "QA committee" --because "two goals are enough until the paper is out"
step rapport sync

ben '2026-04-14 17:00:00'
step rapport sync
by_hand "ticks what they talked about, and writes down what they decided"
tick 2026-04-14 clinic
echo "- The course waits until the letters are out." | write_under meetings/2026-04-14.md Decisions
step rapport save
step rapport add 2026-04-14 --action "Read the outline @mentor due:2026-04-28 goal:toxicity-paper"
step rapport set 2026-04-14 status=held
step rapport sync

heading "May and June: the data office"
ana '2026-05-03 10:11:00'
step rapport sync
step rapport add toxicity-paper "Data office needs eight more weeks."
step rapport set toxicity-paper target=2026-12-15 --because "data office needs 8 more weeks"
try rapport search journal
try rapport ask "Which journal takes toxicity papers?" --follows how-do-i-choose-a-journal --no-agenda
step rapport sync

ana '2026-06-12 08:00:00'
try rapport prep --date 2026-06-16 --template grow
step rapport sync

ben '2026-06-16 17:00:00'
step rapport sync
by_hand "ticks what they talked about"
tick 2026-06-16 "Toxicity paper"
tick 2026-06-16 "Fellowship"
step rapport done "read the outline"
step rapport set 2026-06-16 status=held
step rapport new advocacy date=2026-06-16 by=mentor act="named Ana for the national panel" status=done
step rapport sync

heading "July: leave"
ana '2026-06-28 21:00:00'
step rapport sync
try rapport set relationship pauses+=2026-07-01..2026-07-31
step rapport sync

heading "September: the agreement and the skills, looked at again"
ana '2026-09-08 19:00:00'
step rapport set fellowship-letters status=achieved
try rapport set teach-the-dosimetry-course status=active
by_hand "changes the cadence in agreement.md to 45 days, as the two agreed on the phone"
rewrite agreement.md sed -e 's/^cadence_days:.*/cadence_days: 45/' -e 's/^review_by:.*/review_by: 2027-03-10/'
step rapport save
try rapport agree --show
step rapport agree --yes
step rapport agree --as mentor --yes
step rapport assess scientific-writing 3 "wrote the methods alone, two rounds of comments"
step rapport sync

ben_on_the_web '2026-09-10 08:30:00'
by_hand "assesses the skill on the web page"
rewrite skills/scientific-writing.md sed -e 's/^- 2026-09-08 .*/&\
- 2026-09-10 mentor 4 no changes to the structure needed/'
commit_on_the_web scientific-writing.md

ana '2026-09-12 09:00:00'
step rapport sync
step rapport set scientific-writing next_review=2027-03-10
step rapport prep --date 2026-09-15
step rapport sync

ben '2026-09-15 17:30:00'
step rapport sync
by_hand "ticks what they talked about"
tick 2026-09-15 ""
step rapport set 2026-09-15 status=held
step rapport sync

heading "October: one goal, two opinions"
ben '2026-10-01 18:30:00'
step rapport set teach-the-dosimetry-course target=2027-01-20 --because "the new term begins then"

ana '2026-10-01 19:00:00'
by_hand "is on a train, without a connection"
step rapport set teach-the-dosimetry-course target=2027-02-10 --because "after the boards"

ben '2026-10-01 21:00:00'
step rapport sync

ana '2026-10-02 07:10:00'
try_for 1 rapport sync
by_hand "asks Ben on the phone: after the boards it is"
step rapport resolve teach-the-dosimetry-course target mine
step rapport sync

heading "December: the paper is out, and nobody met for long"
ana '2026-12-11 23:50:00'
try rapport set toxicity-paper status=achieved --because "submitted four days before the target"
step rapport assess scientific-writing 4 "submitted without a rewrite"
try rapport status --signals --explain
step rapport sync

heading "January 2027: another stage"
ben '2027-01-12 17:00:00'
step rapport sync
step rapport new meeting 2027-01-12 status=held
step rapport add 2027-01-12 --under Decisions "Ana goes to another city in March; we end then, and stay in touch."
step rapport sync

ana '2027-01-13 20:00:00'
step rapport sync
try rapport set relationship stage="first year of the fellowship"
try rapport list network
step rapport new checkup fit=good
step rapport sync

heading "March 2027: what a year has brought"
ana '2027-03-01 18:00:00'
try rapport list skills
try rapport report idp
try rapport status --signals

heading "The end, and the next beginning"
try rapport close --reason moved --goal teach-the-dosimetry-course=kept --keeps "Ana; Ben has a copy" \
  --thanks "For asking what I want before telling me what you would do." --next-form "co-authors"
try rapport sync
ana '2027-03-05 19:00:00'
cd "$HOME"
try rapport init next --from mentoring --me mentee --mentor "Cy Tan <cy@other.org>" --mentee "Ana Ruiz <ana@hosp.org>" --yes
try rapport overview
cd mentoring
try rapport status
try rapport log
