"""The models of the three tabs of supervision; they outlive a window that is made anew."""

from dataclasses import dataclass

from app.workplace import Workplace
from ui.campaigns.model import CampaignsModel
from ui.orders.model import OrdersModel
from ui.overview.model import OverviewModel
from ui.tasks import Tasks


@dataclass(frozen=True, slots=True)
class SupervisionModels:
    """What the tabs show."""

    overview: OverviewModel
    campaigns: CampaignsModel
    orders: OrdersModel


def supervision_models(workplace: Workplace, tasks: Tasks) -> SupervisionModels:
    """Return the models of the tabs."""
    return SupervisionModels(
        OverviewModel(workplace, tasks), CampaignsModel(workplace, tasks), OrdersModel(workplace, tasks)
    )
