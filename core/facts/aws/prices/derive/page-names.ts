const ROOT = "https://b0.p.awsstatic.com/pricing/2.0/meteredUnitMaps/ec2/USD/current";

/** Where AWS says what its price pages call each region. */
export const PLACES_PAGE = {
    file: "locations.json",
    url: "https://b0.p.awsstatic.com/locations/1.0/aws/current/locations.json",
};

/** The data of the page of EBS, every region in one. */
export const VOLUME_PAGE = { file: "ebs.json", url: `${ROOT}/ebs.json` };

/** The data of the pages of on-demand instances with Linux: those that are sold today, and previous generations. */
export const INSTANCE_PAGES = [
    {
        fileOf: (region: string) => `${region}-ondemand.json`,
        urlOf: (place: string) => `${ROOT}/ec2-ondemand-without-sec-sel/${encodeURIComponent(place)}/Linux/index.json`,
    },
    {
        fileOf: (region: string) => `${region}-previousgen-ondemand.json`,
        urlOf: (place: string) => `${ROOT}/previousgen-ondemand/${encodeURIComponent(place)}/Linux/index.json`,
    },
] as const;
