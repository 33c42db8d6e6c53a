"""The models of a person's pages: made once, they outlive a window that is made anew."""

from dataclasses import dataclass

from app.workplace import Workplace
from ui.cases.model import CasesModel
from ui.conflicts.model import ConflictsModel
from ui.find.model import FindModel
from ui.plan.page import PlanModel
from ui.records.model import RecordsModel
from ui.rounds.model import RoundModel
from ui.settings.model import SettingsModel
from ui.settings.preferences import Preferences
from ui.shell.model import ShellModel
from ui.supervision.models import SupervisionModels, supervision_models
from ui.sync.model import SyncModel
from ui.sync.stick_model import StickModel
from ui.tasks import Tasks
from ui.today.chooser_model import ChooserModel
from ui.today.model import TodayModel


@dataclass(frozen=True, slots=True)
class Models:
    """One model for each page of a person."""

    shell: ShellModel
    today: TodayModel
    chooser: ChooserModel
    rounds: RoundModel
    tasks: Tasks
    find: FindModel
    records: RecordsModel
    cases: CasesModel
    supervision: SupervisionModels
    plan: PlanModel
    sync: SyncModel
    conflicts: ConflictsModel
    stick: StickModel
    settings: SettingsModel


def make_models(workplace: Workplace, tasks: Tasks, preferences: Preferences) -> Models:
    """Return the models of a person's pages, joined where one's news are another's."""
    models = Models(
        shell=ShellModel(workplace, tasks),
        today=TodayModel(workplace, tasks),
        chooser=ChooserModel(workplace, tasks),
        rounds=RoundModel(workplace, tasks),
        tasks=tasks,
        find=FindModel(workplace, tasks),
        records=RecordsModel(workplace, tasks),
        cases=CasesModel(workplace, tasks),
        supervision=supervision_models(workplace, tasks),
        plan=PlanModel(workplace, tasks),
        sync=SyncModel(workplace, tasks),
        conflicts=ConflictsModel(workplace, tasks),
        stick=StickModel(workplace, tasks),
        settings=SettingsModel(workplace, tasks, preferences),
    )
    for refresh in (
        models.shell.refresh,
        models.today.refresh,
        models.records.refresh,
        models.cases.refresh,
        models.supervision.campaigns.refresh,
        models.plan.refresh,
    ):
        models.sync.finished.connect(refresh)
    models.sync.finished.connect(models.conflicts.refresh)
    models.sync.follow(preferences)
    models.settings.preferred.connect(models.sync.follow)
    return models


def read_again(models: Models) -> None:
    """Read again what pages show, after an act of the user."""
    models.today.refresh()
    models.records.refresh()
    models.cases.refresh()
    models.plan.refresh()
    models.rounds.read_stops()
    models.sync.refresh()
    models.conflicts.refresh()
