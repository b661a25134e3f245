"""KET01: what a remark says of the realisasi against its target."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import cache
from typing import NamedTuple

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.kata import INGKAR, LEBIH, NYARIS, RENDAH
from lkjip_xl.figures.hasil import Hasil
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.rules.keterangan.kalimat import clauses, speaks_of, years_in
from lkjip_xl.rules.keterangan.kutipan import wrong_numbers
from lkjip_xl.rules.keterangan.remarks import REMARKED, Remark, measured_of, remarks
from lkjip_xl.rules.rule import Context, Rule
from lkjip_xl.tables.text import words_of

KET01 = Rule(
    code="KET01",
    name="keterangan-bertentangan-dengan-angka",
    severity=Severity.ERROR,
    doc="""
        Keterangan menyebut realisasi di atas, di bawah, atau sesuai target, padahal angkanya
        berkata lain; atau keterangan mengutip angka yang berbeda dari angka di barisnya.

        “Di atas” dan “di bawah” dibaca menurut angkanya, “tercapai” dan “terlampaui” menurut arah
        indikator. Keterangan yang digabung untuk beberapa baris cukup cocok dengan salah satunya.

        Mengapa: kalimat keterangan disalin ke Bab III. Pembaca lebih dahulu membaca kalimatnya
        daripada angkanya.

        Salah:
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) | Keterangan                                 |
            | Panjang jalan mantap | km     | 80     | 80        | 100,00      | Realisasi di atas target karena cuaca baik |

        Benar:
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) | Keterangan                                 |
            | Panjang jalan mantap | km     | 80     | 84        | 105,00      | Realisasi di atas target karena cuaca baik |
    """,
)


class Claim(Enum):
    """How a realisasi is said to stand to its target."""

    ABOVE = "di atas"
    BELOW = "di bawah"
    BETTER = "melampaui"
    REACHED = "mencapai"
    DIFFERENT = "melebihi"  # above or better: both are said so


class Said(NamedTuple):
    """A claim, or its opposite, with the words that make it."""

    claim: Claim
    is_denied: bool
    words: str

    @property
    def is_good(self) -> bool:
        return self.is_denied == (self.claim is Claim.BELOW)

    @property
    def is_plain(self) -> bool:
        """Tell whether it is about the figures alone, whichever way is better."""
        return self.claim in (Claim.ABOVE, Claim.BELOW)

    def holds(self, one: Hasil) -> bool:
        """Tell whether it is true of figures."""
        is_true = {
            Claim.ABOVE: one.is_above,
            Claim.BELOW: one.is_below,
            Claim.BETTER: one.is_better,
            Claim.REACHED: one.is_reached,
            Claim.DIFFERENT: one.is_better or one.is_above,
        }
        return is_true[self.claim] != self.is_denied


_OTHER_TIME = re.compile(
    r"\btahun (?:lalu|depan|sebelumnya|berikutnya|kemarin)\b|\btriwulan\b|\btw\b|\bsemester\b"
)
_ONLY = ("tidak hanya", "bukan hanya", "tidak saja", "bukan saja")
_NOT = (
    rf"(?:(?P<n>{'|'.join((*_ONLY, *INGKAR, *NYARIS))}|bukan) (?:(?:dapat|bisa|mampu|sepenuhnya|"
    r"seluruhnya|berhasil|sampai|juga|optimal|maksimal) ){0,2})?"
)
_OF = r"(?: dari(?:pada)?| dengan)?(?: nilai| angka)?"
#: After "target" these name another one than the indicator's own of the year.
_OWN_TARGET = (
    r" target(?:nya)?\b(?! (?:triwulan|tw|semester|bulan|bulanan|nasional|provinsi|renstra|rpjmd|"
    r"akhir|jangka|spm|rkpd|peserta|anggaran|keuangan|fisik|serapan|pendapatan|kabupaten|kota)\b)"
)
_THE_TARGET = (
    r"\btarget(?:nya)?(?: (?:kinerja|ini|tahunan|yang|ditetapkan|tersebut|sudah|telah|dapat|bisa|"
    rf"berhasil))* {_NOT}"
)
_HIGHER = rf"di ?atas|lebih (?:{'|'.join(LEBIH)}){_OF}|lebih dari"
_LOWER = rf"di ?bawah|lebih (?:{'|'.join(RENDAH)}){_OF}|kurang dari"
#: A claim, words of which a clause that makes it has one, and how it is put.
_PATTERNS = (
    (Claim.ABOVE, "atas lebih", rf"{_NOT}(?:{_HIGHER}){_OWN_TARGET}"),
    (Claim.BELOW, "bawah lebih kurang", rf"{_NOT}(?:{_LOWER}){_OWN_TARGET}"),
    (Claim.BETTER, "melampaui lebih", rf"{_NOT}(?:melampaui|lebih baik){_OF}{_OWN_TARGET}"),
    (Claim.DIFFERENT, "melebihi", rf"{_NOT}melebihi{_OF}{_OWN_TARGET}"),
    (Claim.BETTER, "lampaui", rf"{_THE_TARGET}(?:terlampaui|dilampaui)\b"),
    (
        Claim.REACHED,
        "mencapai memenuhi sesuai sama",
        rf"{_NOT}(?:mencapai|memenuhi|sesuai|sama){_OF}{_OWN_TARGET}",
    ),
    (Claim.REACHED, "capai penuhi", rf"{_THE_TARGET}(?:tercapai|terpenuhi|dicapai|dipenuhi)\b"),
    (
        Claim.REACHED,
        "capai penuhi",
        rf"\A{_NOT}(?:sudah |telah )?(?:tercapai|terpenuhi)(?: sepenuhnya)?\Z",
    ),
)


def target_claims(text: str, indikator: str, year: int) -> Sequence[Said]:
    """Return what a remark says of the realisasi against the target of the year.

    A remark that says good and bad at once speaks of parts, and claims nothing that could be judged.
    """
    if "target" not in text.lower() and "capai" not in text.lower():
        return ()
    found = [said for clause in clauses(text) for said in _claims_of(clause, indikator, year)]
    return found if len({said.is_good for said in found}) == 1 else ()


def _claims_of(clause: str, indikator: str, year: int) -> Iterator[Said]:
    if _OTHER_TIME.search(clause) or (year and years_in(clause) - {year}):
        return
    for claim, words, pattern in _PATTERNS:
        if not any(word in clause for word in words.split()):
            continue  # most are never asked for, and take long to compile
        match = _compiled(pattern).search(clause)
        if match is None or not speaks_of(clause[: match.start()], indikator):
            continue
        said = Said(claim, match["n"] not in (None, *_ONLY), match[0].strip())
        yield from _meant(said, set(words_of(clause[: match.start()])))
        return


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _meant(said: Said, subject: set[str]) -> Iterator[Said]:
    """Yield what is said with what its subject makes of it, unless nobody can tell."""
    claim, is_denied, _ = said
    if claim is Claim.BETTER and subject & {"realisasi", "angka", "jumlah"}:
        claim = Claim.DIFFERENT
    of_capaian = subject & {"capaian", "kinerja"} and "realisasi" not in subject
    if is_denied and (claim is Claim.DIFFERENT or (of_capaian and said.is_plain)):
        return
    if of_capaian and said.is_plain:
        # "Capaian di atas target" praises, whichever way is better.
        is_denied = claim is Claim.BELOW
        claim = Claim.REACHED if is_denied else Claim.BETTER
    yield said._replace(claim=claim, is_denied=is_denied)


@KET01.check
def find_contradicted_remarks(context: Context) -> Iterator[Finding]:
    for lampiran in context.laporan.of(*REMARKED):
        has_target = lampiran.columns.has(Field.TARGET)
        for remark in remarks(lampiran):
            told = [
                context.hasil(row) if has_target else measured_of(context, row)
                for row in remark.rows
            ]
            clear = [one for one in told if one is not None and one.is_clear]
            if len(clear) == len(told):
                context.tally["keterangan"] += 1
                yield from _contradicted(remark, clear)


def _contradicted(remark: Remark, told: Sequence[Hasil]) -> Iterator[Finding]:
    said = target_claims(remark.text, told[0].row.indikator, remark.cell.lampiran.year)
    wrong = [one for one in said if not any(map(one.holds, told))]
    quoted = wrong_numbers(remark.text, told)
    if not wrong and not quoted:
        yield from _half_true(remark, told, said)
        return
    claims = [f"keterangan menyebut “{one.words}”, padahal {_standings(told)}" for one in wrong[:1]]
    guessed = all(one.arah.is_inferred for one in told) and not quoted
    yield KET01.about(
        remark.cell,
        what="; ".join([*claims, *quoted]),
        fix=_mend(told[0]) if wrong else "perbaiki angka dalam keterangan, atau angka di barisnya",
        written=remark.text,
        related=[cell for one in told for cell in one.cells],
        severity=Severity.WARNING if guessed and not all(s.is_plain for s in wrong) else None,
    )


def _half_true(remark: Remark, told: Sequence[Hasil], said: Sequence[Said]) -> Iterator[Finding]:
    """Yield a finding where a merged remark is true of some of its rows only."""
    merged = [one for one in told if one.row.at(Field.KETERANGAN) == remark.cell.cell]
    for claim in said[:1]:
        wrong = [one for one in merged if not claim.holds(one)]
        if not wrong or len(wrong) == len(merged):
            continue
        yield KET01.about(
            remark.cell,
            what=(
                f"keterangan untuk {len(merged)} baris menyebut “{claim.words}”, tetapi itu tidak "
                f"berlaku bagi “{wrong[0].row.indikator}”: {wrong[0].standing}"
            ),
            fix="pisahkan keterangannya per baris, atau sebut indikator yang dimaksud",
            written=remark.text,
            related=[cell for one in wrong for cell in one.cells],
            severity=Severity.INFO,
        )


def _standings(told: Sequence[Hasil]) -> str:
    """Say how the figures stand; of several rows that share a remark each by its cell."""
    if len(told) == 1:
        return told[0].standing
    return "; ".join(f"{one.realisasi.cell.a1}: {one.standing}" for one in told[:3])


def _mend(one: Hasil) -> str:
    right = "mencapai target" if one.is_reached else "tidak mencapai target"
    if one.target.value == one.realisasi.value:
        right = "sesuai target"
    elif one.is_better:
        right = "melampaui target"
    return f"tulis “{right}” beserta penyebabnya, atau periksa target dan realisasinya"
