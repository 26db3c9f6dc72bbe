//! Words that the partner accepts, as far as they are known. The lists are open.

/// Purposes of a transaction (documented).
pub const PURPOSES: [&str; 4] = [
    "GOODS_PURCHASED",
    "PAYMENT_OF_GOODS",
    "PAYMENT_OF_SERVICES",
    "OTHER_SERVICES",
];

/// Company types of an onboarding (documented).
pub const COMPANY_TYPES: [&str; 3] = ["CORPORATION", "SOLE_PROPRIETORSHIP", "PUBLIC"];

/// Reasons for cancelling (observed; they may be the integrator's own).
pub const CANCEL_REASONS: [&str; 5] = [
    "CUSTOMER_REQUEST",
    "INCORRECT_DETAILS",
    "DUPLICATE",
    "COMPLIANCE",
    "OTHER",
];

/// Industries of a merchant (documented).
pub const INDUSTRIES: [&str; 20] = [
    "AGRICULTURE_FORESTRY_WILDLIFE",
    "BUSINESS_INFORMATION",
    "CONSTRUCTION_UTILITIES_CONTRACTING",
    "EDUCATION",
    "ENTERTAINMENT",
    "FINANCE_INSURANCE",
    "FOOD_HOSPITALITY",
    "GAMING",
    "GARMENTS",
    "HEALTH_SERVICES",
    "MANUFACTURING",
    "MOTOR_VEHICLE",
    "NATURAL_RESOURCES_ENVIRONMENTAL",
    "PERSONAL_SERVICES",
    "PHARMACEUTICALS",
    "REAL_ESTATE_HOUSING",
    "SAFETY_SECURITY_LEGAL",
    "TECHNOLOGY",
    "TELECOMMUNICATIONS",
    "TRANSPORTATION",
];

/// Services of a merchant: the known part of an open list (documented).
pub const SERVICES: [&str; 23] = [
    "PESTICIDES_HERBICIDES",
    "LIVESTOCK",
    "CROPS",
    "FISHING_EQUIPMENT",
    "HUNTING_GEAR",
    "LANDSCAPE_DESIGN_SERVICES",
    "LAWN_MAINTENANCE_EQUIPMENT",
    "CONSULTING_SERVICES",
    "RECRUITMENT_STAFFING_SOLUTIONS",
    "FUNDRAISING_TOOLS",
    "CRM_SOFTWARE",
    "ADVERTISING_MARKETING_SERVICES",
    "CLOUD_COMPUTING_SOLUTIONS",
    "ECOMMERCE_PLATFORMS",
    "PUBLICATION_PRINTING_SERVICES",
    "HVAC_SYSTEMS",
    "ARCHITECTURAL_DESIGN_SERVICES",
    "CONSTRUCTION_EQUIPMENT",
    "SAFETY_INSPECTION_SERVICES",
    "CONCRETE_CEMENT_SUPPLIES",
    "ENGINEERING_CONSULTING",
    "TOOL_EQUIPMENT_RENTAL",
    "PLUMBING_FIXTURES_EQUIPMENT",
];
