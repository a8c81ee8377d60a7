//! How layers are drawn elsewhere as they are here: QGIS, programs that read SLD, and MapLibre.

pub mod format;

pub mod layer_style;

pub mod layer_styles;

pub mod xml;

pub mod qml;

pub mod sld;

pub mod map_style;
