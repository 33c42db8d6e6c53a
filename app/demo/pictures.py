"""Photos for the demonstration: the real ones that lie beside the project where there are any, else drawn ones."""

from datetime import datetime
from pathlib import Path

from app.domain.listing import AssetRow
from app.domain.site import Position, Source
from db.photos.sample import Shot, sample_photo
from db.photos.scene import Scene

SIZE_PX = (1024, 768)
REAL = Path(__file__).resolve().parents[3] / "shared" / "photos" / "gps"
"""Photos of one walk, each with position and time; not part of the project."""


def real_photos(most: int) -> list[Path]:
    """Return up to so many of the real photos, none where the folder is absent."""
    return sorted(REAL.glob("*.jpg"))[:most] if REAL.is_dir() else []


def drawn_photo(folder: Path, seed: int, asset: AssetRow, taken_at: datetime, *, road: bool = False) -> Path:
    """Draw a photo taken some metres from an asset, with position, time and camera in its EXIF; return its file."""
    latitude = float(asset.latitude or "31.6") + (seed % 7) * 2e-5
    longitude = float(asset.longitude or "121.5") + (seed % 5) * 2e-5
    shot = Shot(position=Position(latitude, longitude, Source.EXIF, accuracy_m=5.0), taken_at=taken_at)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"IMG_{taken_at:%Y%m%d}_{seed:04d}.jpg"
    path.write_bytes(sample_photo(seed, shot, Scene.ROAD if road else Scene.BRIDGE, SIZE_PX))
    return path
