"""What a subject is to do: where a predicate begins, and the roles, co-workers and recipients it names (domain.md § 7.1)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.claims import Body, Role
from loaders.grammar.duty_words import (
    ADVERB,
    ADVERBS_BEFORE,
    BEFORE_RECIPIENT,
    CIRCUMSTANCE,
    COLLECTS,
    JOIN,
    JOINED_TASK,
    LATER_ROLE,
    MADE,
    MODAL,
    NO_VERB,
    NOT_A_DUTY,
    NOUN_OF,
    PASSED_ON,
    PURPOSE,
    REPORT_TO,
    REPORTING_DUTY,
    ROLE,
    ROLE_WORDS,
    SENT_TO,
    TASK,
    TASK_ANYWHERE,
    TOGETHER,
    TOLD_TASK,
    VERB_BEFORE,
    VIA,
)
from loaders.grammar.groups import Bodies, BodyLists


@dataclass(slots=True)
class Predicate:
    """What a predicate says: roles in their order, and the bodies beside the subject."""

    roles: list[Role]
    coordinators: list[Body]
    recipients: list[Body]
    via: list[Body]
    opens: bool = False  # it only opens a list: "Bộ Tài chính chủ trì, phối hợp với các địa phương:"


# tham mưu UBND tỉnh | kiểm tra, xử lý …: what the advised is to do; one advises by watching and urging, too
_OF_THE_ADVISED = re.compile(r"\s*(?:kiểm\s+tra|thẩm\s+định|thẩm\s+tra|giám\s+sát)(?!\w)")
# đẩy mạnh | công tác | theo dõi, đôn đốc
_WORK = re.compile(r"\s*(?:công\s+tác|hoạt\s+động)\s+(?=\S)")
# tăng cường | sự giám sát của Nhân dân: what is done to others' acts
_THE_ACT = re.compile(r"sự\s")
# whoever leads, advises, reports, … drafts for it and is responsible for no more
_ROLES_OF_DRAFTERS = frozenset({"LEAD", "ADVISE", "REPORT", "SUBMIT", "PROPOSE", "GUIDE", "INSPECT"})
_WITH = re.compile(r"\s*(?:với|cùng|chặt\s+chẽ\s+với)?\s*(?=\S)")
# theo chức năng, nhiệm vụ được giao, | chủ động lực lượng, phương tiện sẵn sàng …
_READY = re.compile(r",\s+(?=(?:chủ\s+động|sẵn\s+sàng|tăng\s+cường|tích\s+cực|kịp\s+thời)\s)")
_ANSWERS = re.compile(r"chịu\s+trách\s+nhiệm\s+(?:trước|về|nếu|khi|toàn\s+diện|hoàn\s+toàn)\s", re.IGNORECASE)
_IN_WORK = re.compile(r"\s*(?:trong\s+(?:việc|công\s+tác)\s+)?")
_BESIDE = re.compile(r"\s+(?:với|cùng(?:\s+với)?)\s+(?=\S)")


class Predicates:
    """Reads the predicates of one text."""

    def __init__(self, text: str, lists: BodyLists, *, official: bool) -> None:
        self.text, self.lists, self.official = text, lists, official

    def predicate_at(self, at: int, end: int, *, ordered: bool = False) -> int | None:
        """Where the duty of a subject ending at ``at`` begins; None where what follows is none."""
        place = at
        if self.text[place : place + 1] == ":":
            place += 1
        if ordered and MADE.match(self.text, made := self.trim(place), end):
            return made
        if not self.official:
            told = TOLD_TASK.match(self.text, place, end)
            if told is not None and self.begins_with_verb(told.end(), end):
                return told.end()
        for _ in range(4):
            if NOT_A_DUTY.match(self.text, place, end):
                return None
            if modal := MODAL.match(self.text, place, end):
                if re.match(r"\s*,?\s*căn\s+cứ", modal.group()):
                    jumped = self._over_circumstance(place, end)
                    if jumped is None:
                        return None
                    place = jumped
                    continue
                return self.trim(place)
            adverb = ADVERB.match(self.text, place, end)
            if adverb and self.begins_with_verb(self.trim(adverb.end()), end):
                return self.trim(place)
            if CIRCUMSTANCE.match(self.text, place, end):
                jumped = self._over_circumstance(place, end)
                if jumped is None:
                    return None
                place = jumped
                continue
            break
        stripped = self.trim(place)
        if ROLE.match(self.text, stripped, end) or TOGETHER.match(self.text, stripped, end):
            return stripped
        if TASK.match(self.text, stripped, end):
            return stripped
        if ordered and stripped < end and place == at and not NO_VERB.match(self.text, stripped, end):
            return stripped
        return None

    def _over_circumstance(self, at: int, end: int) -> int | None:
        """Behind "theo chức năng, nhiệm vụ được giao," and its like: the first verb of duty that follows."""
        limit = min(end, at + 330)
        place = at + 6
        while found := self._verb_after(place, limit):
            before = self.text[at : found.start()]
            if before.rstrip().endswith((",", ")")) or re.search(
                r"(?:được giao|chức năng|nhiệm vụ|quyền hạn|quản lý|này|phân công|địa phương|đơn vị|hằng năm|hàng năm|\d{4}|lĩnh vực|của mình|chủ động|thẩm quyền|cấp trên|tình hình thực tế)\s*,?\s*(?:chịu trách nhiệm|có trách nhiệm|chủ động|khẩn trương|tiếp tục|để)?\s*$",
                before,
            ):
                return self._back_over_adverbs(at, found.start())
            place = found.end()
        ready = _READY.search(self.text, at, limit)
        return ready.end() if ready else None

    def _verb_after(self, at: int, limit: int) -> re.Match[str] | None:
        return TASK_ANYWHERE.search(self.text, at, limit)

    def _back_over_adverbs(self, low: int, at: int) -> int:
        found = ADVERBS_BEFORE.search(self.text, max(low, at - 30), at)
        return found.start() if found else at

    def trim(self, at: int) -> int:
        """Behind spaces, commas and colons."""
        while at < len(self.text) and self.text[at] in " ,:":
            at += 1
        return at

    def begins_with_verb(self, at: int, end: int) -> bool:
        """Whether the words begin with a role word or a verb of duty, adverbs aside."""
        place = at
        for _ in range(3):
            found = ADVERB.match(self.text, place, end)
            if not found:
                break
            place = found.end()
        bare = place
        place = self.trim(place)
        if self.text[place : place + 12].lower().startswith(("việc ", "công tác")):
            return VERB_BEFORE.search(self.text, at, bare) is not None if bare > at else False
        verb = ROLE.match(self.text, place, end) or TASK.match(self.text, place, end)
        if verb is not None and NOUN_OF.match(self.text, verb.end(), end):
            return False
        return bool(
            verb
            or _ANSWERS.match(self.text, self.trim(at), end)
            or TOGETHER.match(self.text, place, end)
            or (
                bare > at
                and VERB_BEFORE.search(self.text, at, bare) is not None
                and not _THE_ACT.match(self.text, place)
            )
            or (place > at and self.text[at : at + 7].lower() in ("khẩn tr", "chủ độn", "thường ", "tiếp tụ"))
        )

    def roles(self, at: int, end: int, *, ordered: bool) -> Predicate:
        """The chain of role words at the head of a predicate, then the recipients named further on."""
        said = Predicate([], [], [], [])
        if REPORTING_DUTY.match(self.text, self.trim(at), end):
            said.roles.append("REPORT")
            return said
        place, responsible = self._chain(at, end, said, ordered)
        tail = self.trim(place)
        if end - tail < 6 and (said.coordinators or said.roles == ["LEAD"]):
            return Predicate([], said.coordinators, [], [], opens="LEAD" in said.roles)
        responsible = responsible or not said.roles or self._acts_besides(place, tail, end, said)
        self._later(tail, end, said)
        helps = "ADVISE" in said.roles and "giúp" in self.text[tail:end]
        if responsible and "RESPONSIBLE" not in said.roles and not helps:
            said.roles.insert(0, "RESPONSIBLE")
        if "LEAD" in said.roles and "RESPONSIBLE" in said.roles:
            said.roles.remove("RESPONSIBLE")
        return said

    def _acts_besides(self, place: int, tail: int, end: int, said: Predicate) -> bool:
        """Whether a verb of duty behind the chain of roles makes the subject itself act: "theo dõi, giám sát, | xử lý …"."""
        generic = TASK.match(self.text, tail, end)
        if generic is None:
            return False
        joint = JOIN.match(self.text, place, end)
        joined = joint is not None and joint.group().strip() != ""
        if joined and len(said.roles) > 1 and "LEAD" not in said.roles:
            return True
        drafts = re.match(r"(?:lãnh|chỉ|xây|nghiên|soạn)", generic.group().lower())
        return drafts is not None and not set(said.roles) & _ROLES_OF_DRAFTERS

    def _chain(self, at: int, end: int, said: Predicate, ordered: bool) -> tuple[int, bool]:
        """Takes the role words at the head of a predicate into ``said``; where they end, and whether the subject is said
        to be responsible."""
        responsible = ordered
        place = at
        for _ in range(24):
            adverb = ADVERB.match(self.text, place, end)
            if adverb and not ROLE.match(self.text, self.trim(place)):
                responsible = responsible or "trách nhiệm" in re.sub(r"\s+", " ", adverb.group()).lower()
                if "đầu" in adverb.group():
                    said.roles.append("FOCAL")
                place = adverb.end()
                if work := _WORK.match(self.text, place, end):
                    place = work.end()
                continue
            joint = JOIN.match(self.text, place, end)
            here = joint.end() if joint else place
            if together := TOGETHER.match(self.text, here, end):
                place = self._with(together.end(), end, said)
                responsible = responsible or ("LEAD" not in said.roles and bool(said.coordinators))
                continue
            role = ROLE.match(self.text, here, end)
            if role is None:
                generic = JOINED_TASK.match(self.text, here, end)
                if generic is None or (said.roles and not (joint and joint.group().strip())):
                    break
                responsible, place = True, generic.end()
                continue
            name = next(ROLE_WORDS[i][1] for i in range(len(ROLE_WORDS)) if role[f"r{i}"])
            place = self._argument(name, role.end(), end, said)
            said.roles.append(name)
            if name == "ADVISE" and said.recipients and _OF_THE_ADVISED.match(self.text, place, end):
                break
        return place, responsible

    def _with(self, at: int, end: int, said: Predicate) -> int:
        """The bodies of "phối hợp với …"."""
        found = _WITH.match(self.text, at, end)
        place = found.end() if found else at
        bodies = self.lists.at(place, end)
        if bodies is None:
            return at
        said.coordinators.extend(b for b in bodies.items if b.key not in {c.key for c in said.coordinators})
        tail = _IN_WORK.match(self.text, bodies.end, end)
        return tail.end() if tail else bodies.end

    def _argument(self, role: Role, at: int, end: int, said: Predicate) -> int:
        """The body a role word points at: whom one advises, reports or submits to; with whom one leads."""
        if role == "LEAD":
            beside = _BESIDE.match(self.text, at, end)
            return self._with(beside.end(), end, said) if beside else at
        if role not in ("ADVISE", "REPORT", "SUBMIT", "PROPOSE"):
            return at
        found = BEFORE_RECIPIENT.match(self.text, at, end)
        place = found.end() if found else at
        bodies = self.lists.at(place, end)
        if bodies is None:
            return at
        self._receive(bodies, said)
        return bodies.end

    def _receive(self, bodies: Bodies, said: Predicate) -> None:
        said.recipients.extend(b for b in bodies.items if b.key not in {r.key for r in said.recipients})

    def _later(self, at: int, end: int, said: Predicate) -> None:
        """ "…, trình Chính phủ trước ngày …", "… báo cáo kết quả … về Bộ", "(qua Bộ Nội vụ)" behind the task's words."""
        purpose = PURPOSE.search(self.text, at, end)
        limit = purpose.start() if purpose else end
        if passed_on := PASSED_ON.search(self.text, at, limit):
            limit = passed_on.end()
        for found in LATER_ROLE.finditer(self.text, at, limit):
            bodies = self.lists.at(found.end(), end)
            word = found["word"].lower()
            role: Role = "SUBMIT" if word == "trình" else "REPORT" if word.startswith("báo") else "ADVISE"
            if bodies is not None:
                if role not in said.roles:
                    said.roles.append(role)
                self._receive(bodies, said)
        near = max(0, at - 60)
        reports = any(self.text.find(word, near, limit) >= 0 for word in ("cáo", "ánh"))
        to = REPORT_TO.search(self.text, near, limit) if reports else None
        if to and (bodies := self.lists.at(to.end(), end)):
            if "REPORT" not in said.roles:
                said.roles.append("REPORT")
            self._receive(bodies, said)
        self._sent(at, end, said)
        if via := VIA.search(self.text, at, end):
            bodies = self.lists.at(via.end(), end)
            if bodies is not None and set(said.roles) & {"REPORT", "SUBMIT", "SUMMARISE"}:
                said.via.extend(bodies.items)

    def _sent(self, at: int, end: int, said: Predicate) -> None:
        """ "…, gửi Bộ Tài chính trước ngày 25 để tổng hợp": the collecting body receives the report."""
        if not set(said.roles) & {"REPORT", "SUMMARISE", "PROPOSE"}:
            return
        for found in SENT_TO.finditer(self.text, at, end):
            bodies = self.lists.at(found.end(), end)
            if bodies is not None and COLLECTS.match(self.text, bodies.end, end):
                self._receive(bodies, said)
                return
